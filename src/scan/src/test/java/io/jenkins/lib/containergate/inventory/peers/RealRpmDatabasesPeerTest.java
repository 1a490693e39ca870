package io.jenkins.lib.containergate.inventory.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases of released distributions, which come with the sources of Trivy's rpm reader: the same packages as others see. */
@Tag("peers")
class RealRpmDatabasesPeerTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "centos5-plain, Packages, bdb_ro, centos, 5",
        "centos6-plain, Packages, bdb_ro, centos, 6",
        "centos7-many, Packages, bdb_ro, centos, 7",
        "centos8-modularitylabel, Packages, bdb_ro, centos, 8",
        "ubi8-s390x, Packages, bdb_ro, rhel, 8.4",
        "fedora35, rpmdb.sqlite, sqlite, fedora, 35",
        "cbl-mariner-2.0, rpmdb.sqlite, sqlite, mariner, 2.0"
    })
    void whatRpmListsIsFound(String name, String file, String storage, String id, String version) throws Exception {
        Peer.needs("rpm");
        RpmPeerTest.assertSame(directory, root(name, file, id, version), storage);
    }

    @ParameterizedTest
    @CsvSource({
        "centos7-many, Packages, centos, 7, 0",
        "centos8-modularitylabel, Packages, centos, 8, 0",
        "ubi8-s390x, Packages, rhel, 8.4, 0",
        "fedora35, rpmdb.sqlite, fedora, 35, 0",
        "cbl-mariner-2.0, rpmdb.sqlite, mariner, 2.0, 0",
        "sle15-bci, Packages.db, sles, 15.3, 0",
        "centos7-httpd24, Packages, centos, 7, 1",
        "fedora35-plus-mongo, rpmdb.sqlite, fedora, 35, 1"
    })
    void onlyPackagesOfOthersAreUndecided(String name, String file, String id, String version, int vendors)
            throws Exception {
        Path root = root(name, file, id, version);
        ScannedImage scanned = ScannedImage.of(
                directory, LayerBuilder.layer().compression(Compression.NONE).tree(root, ""));

        assertThat(scanned.gapRules()).isEqualTo(Collections.nCopies(vendors, "package-of-another-vendor"));
    }

    /** Debian's rpm does not read this kind of database. */
    @Test
    void whatTrivyListsInAnNdbDatabaseIsFound() throws Exception {
        Peer.needs("trivy");
        Path root = root("sle15-bci", "Packages.db", "sles", "15.3");
        String sbom = Peer.run(
                directory,
                "trivy",
                "rootfs",
                "--quiet",
                "--offline-scan",
                "--cache-dir",
                directory.resolve("cache").toString(),
                "--format",
                "cyclonedx",
                root.toString());
        List<String> expected = new ArrayList<>();
        for (JsonNode component : JsonMapper.builder().build().readTree(sbom).path("components")) {
            if (component.path("purl").asText().startsWith("pkg:rpm/")) {
                expected.add(component.path("name").asText() + " "
                        + component.path("version").asText());
            }
        }

        ScannedImage scanned = ScannedImage.of(
                directory, LayerBuilder.layer().compression(Compression.NONE).tree(root, ""));

        assertThat(expected).hasSizeGreaterThan(30);
        assertThat(scanned.inventory().packages())
                .filteredOn(found -> found.ecosystem() == Ecosystem.RPM)
                .extracting(found -> found.name() + " " + found.version().replaceFirst("^[0-9]+:", ""))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private Path root(String name, String file, String id, String version) throws IOException, InterruptedException {
        Peer.needs("go");
        Path database = Path.of(Peer.run(directory, "go", "env", "GOMODCACHE").strip())
                .resolve("github.com/knqyf263/go-rpmdb@v0.1.1/pkg/testdata")
                .resolve(name)
                .resolve(file);
        if (!Files.exists(database)) {
            Peer.missing("Trivy 0.74 was not built here (" + name + " of go-rpmdb 0.1.1)");
        }
        Path root = directory.resolve("root");
        Files.createDirectories(root.resolve("var/lib/rpm"));
        Files.write(root.resolve("var/lib/rpm").resolve(file), Files.readAllBytes(database));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(
                root.resolve("etc/os-release"),
                "ID=%s\nVERSION_ID=%s\nPRETTY_NAME=\"%s %s\"\n".formatted(id, version, id, version));
        return root;
    }
}
