package io.jenkins.lib.containergate.secret.image;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in what an image says beside its layers. */
class DocumentSecretsTest {
    private static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(StandardCharsets.UTF_8);

    private final String token = new SecretTemplate(7).fill("{github:ghp_}");

    @TempDir
    private Path directory;

    @Test
    void everyStringOfTheConfigurationIsSearched() throws Exception {
        inConfig(config -> config.put("author", token), "/author");
        inConfig(config -> config.put("unknown", "x " + token), "/unknown");
        inConfig(config -> config.withObject("/config").put("WorkingDir", "/" + token), "/config/WorkingDir");
        inConfig(config -> config.withObject("/config").put("Unknown", token), "/config/Unknown");
        inConfig(config -> config.withArray("/a/b").add(token), "/a/b/0");
        inConfig(config -> config.withObject("/config/Volumes").putObject("/" + token), "/config/Volumes");
        inConfig(config -> ((ObjectNode) config.at("/history/0")).put("comment", token), "/history/0/comment");
        inConfig(config -> ((ObjectNode) config.at("/history/0")).put("author", token), "/history/0/author");
    }

    private void inConfig(Consumer<ObjectNode> change, String pointer) throws Exception {
        List<SecretFinding> found =
                search(OciLayout.of(image().volume("/data").changeConfig(change).build(), "t"));

        assertThat(found).as(pointer).hasSize(1);
        assertThat(found.get(0).location().path()).contains("config");
        assertThat(found.get(0).location().pointer()).contains(pointer);
        assertThat(found.toString()).doesNotContain(token);
    }

    @Test
    void anAnnotationOfTheManifestIsSearched() throws Exception {
        List<SecretFinding> found = search(OciLayout.of(
                image().changeManifest(
                                manifest -> manifest.withObject("/annotations").put("note", token))
                        .build(),
                "t"));

        assertThat(found)
                .extracting(finding -> finding.location().pointer())
                .containsExactly(Optional.of("/annotations/note"));
        assertThat(found).extracting(finding -> finding.location().path()).containsExactly(Optional.of("manifest"));
    }

    @Test
    void anAnnotationOfADescriptorIsSearched() throws Exception {
        assertThat(search(OciLayout.of(
                        image().changeManifest(manifest -> ((ObjectNode) manifest.at("/layers/0"))
                                        .putObject("annotations")
                                        .put("note", token))
                                .build(),
                        "t")))
                .extracting(finding -> finding.location().pointer())
                .containsExactly(Optional.of("/layers/0/annotations/note"));
    }

    @Test
    void attestationsAreSearchedThoughTheyAreNoImages() throws Exception {
        BuiltImage image = image().build();
        BuiltImage statement = ImageBuilder.image()
                .layer(layer().file("provenance.json", "{\"token\":\"" + token + "\"}"))
                .build();

        List<SecretFinding> found =
                search(OciLayout.of(OciIndex.index().image(image).attestation(statement, image), "t"));

        assertThat(found).hasSize(1);
        assertThat(found.get(0).location().path().orElseThrow())
                .startsWith("attestation sha256:")
                .endsWith("provenance.json");
    }

    @Test
    void whatIsUnderstoodIsReportedOnce() throws Exception {
        assertThat(search(OciLayout.of(
                        image().environment("T", token).label("l", "x").build(), "t")))
                .hasSize(1);
    }

    private static ImageBuilder image() {
        return ImageBuilder.image().layer(layer().file("etc/os-release", "ID=debian\n"), "COPY a b");
    }

    private List<SecretFinding> search(OciLayout layout) throws Exception {
        Path archive = layout.writeArchive(directory.resolve("image.tar"));
        Limits limits = Limits.defaults();
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
        ImageLocation location = ImageLocation.parse("oci-archive:" + archive);
        try (ImageSource source = ImageSources.standard(directory).open(location, limits)) {
            Image image = source.resolve(Optional.empty(), deadline).get(0);
            return new ImageInspector(new ParallelLayerReader(limits, 2, directory), limits)
                    .searching(new SecretSearch(
                            Searched.STANDARD,
                            new ScanOptions(Redaction.with(KEY), false),
                            limits,
                            SecretLimits.defaults()))
                    .inspect(location, image, deadline, ProgressListener.none())
                    .secrets()
                    .orElseThrow()
                    .findings();
        }
    }
}
