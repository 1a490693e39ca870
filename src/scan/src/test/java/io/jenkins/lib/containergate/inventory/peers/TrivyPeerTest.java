package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real images, compared with what Trivy finds in them; docs/decisions say where the two differ on purpose. */
@Tag("peers")
class TrivyPeerTest {
    /** What is built here, and no one publishes under that name and version. */
    private static final Set<String> OWN_PROJECTS =
            Set.of("golang example.org/shop null", "npm shop 1.0.0", "nuget shop 1.0.0");
    /** Lie in the tests of a package: nothing installed them. */
    private static final Set<String> TEST_DATA = Set.of(
            "npm @my-scope/package-a 0.0.0",
            "npm @my-scope/package-b 0.0.0",
            "npm ljharb-monorepo-symlink-test 0.0.0",
            "npm mylib 0.0.0");

    @TempDir
    Path directory;

    @Test
    void aDebianImageHoldsWhatTrivySays() throws Exception {
        Path root = DebianRoot.build();
        assertAgreement(ofDebian(root), LayerBuilder.layer().tree(root, ""));
    }

    private static Set<String> ofDebian(Path root) throws IOException {
        Set<String> ofDebian = new HashSet<>();
        try (Stream<Path> lists = Files.list(root.resolve("var/lib/dpkg/info"))) {
            for (Path list :
                    lists.filter(path -> path.toString().endsWith(".list")).toList()) {
                Files.readAllLines(list).forEach(line -> ofDebian.add(line.substring(1)));
            }
        }
        return ofDebian;
    }

    @Test
    void anRpmImageHoldsWhatTrivySays() throws Exception {
        assertAgreement(Set.of(), LayerBuilder.layer().tree(RpmPeerTest.tree(), ""));
    }

    @Test
    void anImageWithPackagesOfLanguagesHoldsWhatTrivySays() throws Exception {
        assertAgreement(
                Set.of(),
                LayerBuilder.layer().tree(NpmPeerTest.tree(), "srv/node/"),
                LayerBuilder.layer().tree(PythonPeerTest.tree(), "srv/python/"),
                LayerBuilder.layer().tree(GoPeerTest.tree("plain"), "srv/go/"),
                LanguageFiles.layer());
    }

    /** Documents of Bitnami, which come with the sources of Trivy. */
    @Test
    void anImageOfBitnamiHoldsWhatTrivySays() throws Exception {
        Peer.needs("go");
        Path documents = Path.of(Peer.run(directory, "go", "env", "GOMODCACHE").strip())
                .resolve("github.com/aquasecurity/trivy@v0.74.0/pkg/fanal/analyzer/sbom/testdata");
        LayerBuilder components = LayerBuilder.layer();
        for (String name : List.of("elasticsearch", "postgresql")) {
            Path document = documents.resolve(name + ".spdx.json");
            if (!Files.exists(document)) {
                Peer.missing("Trivy 0.74 was not built here");
            }
            components.file("opt/bitnami/" + name + "/.spdx-" + name + ".spdx", Files.readString(document));
        }
        Path root = DebianRoot.build();
        assertAgreement(ofDebian(root), LayerBuilder.layer().tree(root, ""), components);
    }

    /** @param owned files of packages of the distribution, in which Trivy looks for no others */
    private void assertAgreement(Set<String> owned, LayerBuilder... layers) throws Exception {
        Peer.needs("trivy");
        ImageBuilder image = ImageBuilder.image();
        for (LayerBuilder layer : layers) {
            image.layer(layer);
        }
        Path layout = OciLayout.of(image.build()).writeDirectory(directory.resolve("layout"));
        JsonNode bom = new ObjectMapper()
                .readTree(Peer.run(
                        directory,
                        "trivy",
                        "image",
                        "--quiet",
                        "--offline-scan",
                        "--cache-dir",
                        directory.resolve("cache").toString(),
                        "--format",
                        "cyclonedx",
                        "--input",
                        layout.toString()));
        Set<String> expected = new TreeSet<>();
        for (JsonNode component : bom.path("components")) {
            String purl = component.path("purl").asText();
            if (!purl.isEmpty() && !purl.startsWith("pkg:oci/")) {
                expected.add(identity(purl));
            }
        }

        ScannedImage scanned = ScannedImage.of(directory, layers);

        Set<String> actual = new TreeSet<>();
        Set<String> more = new TreeSet<>();
        for (InstalledPackage found : scanned.inventory().packages()) {
            String identity = identity(found.purl());
            actual.add(identity);
            if (!expected.contains(identity) && !owned.contains(found.path())) {
                more.add(identity);
            }
        }
        assertThat(expected).hasSizeGreaterThan(50);
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(actual);
        missing.removeAll(OWN_PROJECTS);
        missing.removeAll(TEST_DATA);
        assertThat(missing).as("packages only Trivy finds").isEmpty();
        assertThat(more).as("packages Trivy does not find").isEmpty();
    }

    /** Type, name and version, where the two write the same thing differently: epochs, Python names, Go's library. */
    private static String identity(String purl) {
        try {
            PackageURL url = new PackageURL(purl);
            String name = (url.getNamespace() == null ? "" : url.getNamespace() + "/") + url.getName();
            String version = String.valueOf(url.getVersion());
            if (url.getType().equals("pypi")) {
                name = name.replaceAll("[-_.]+", "-");
            } else if (name.equals("stdlib")) {
                version = version.replaceFirst("^v", "");
            }
            String epoch =
                    url.getQualifiers() == null ? null : url.getQualifiers().get("epoch");
            return url.getType() + " " + name.toLowerCase(Locale.ROOT) + " " + (epoch == null ? "" : epoch + ":")
                    + version;
        } catch (MalformedPackageURLException e) {
            throw new AssertionError(purl, e);
        }
    }
}
