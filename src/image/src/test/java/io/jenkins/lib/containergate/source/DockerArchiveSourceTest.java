package io.jenkins.lib.containergate.source;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.BuiltLayer;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DockerArchiveSourceTest {
    private static final BuiltLayer BASE =
            layer().compression(Compression.NONE).file("base", "1").build();
    private static final BuiltImage APP = ImageBuilder.image()
            .user("app")
            .layer(BASE, "base")
            .layer(layer().compression(Compression.NONE).file("app", "1"))
            .build();
    private static final BuiltImage OTHER = ImageBuilder.image()
            .user("other")
            .layer(BASE, "base")
            .layer(BASE, "again")
            .build();

    @TempDir
    Path directory;

    @Test
    void anImageIsKnownByItsConfiguration() throws Exception {
        Image image = only(DockerArchive.of(APP, "shop/app:1.4"), "");

        assertThat(image.digest()).hasToString(APP.configDigest()).isEqualTo(image.configDigest());
        assertThat(image.manifestDigest()).isFalse();
        assertThat(image.indexDigest()).isEmpty();
        assertThat(image.repository()).contains("docker.io/shop/app");
        assertThat(image.config().user()).isEqualTo("app");
        assertThat(image.layers())
                .extracting(layer -> layer.descriptor().digest().toString())
                .isEqualTo(APP.diffIds());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void compressedLayersAreDescribedByWhatTheyAre(Compression compression) throws Exception {
        BuiltImage built = ImageBuilder.image()
                .layer(layer().file("a", "1").compression(compression))
                .build();
        for (Image image :
                List.of(only(DockerArchive.of(built, "app:1"), ""), only(OciLayout.of(built, "1"), directory))) {
            assertThat(image.layers().get(0).descriptor().digest())
                    .hasToString(built.layers().get(0).blob().digest());
            assertThat(image.layers().get(0).diffId())
                    .hasToString(built.diffIds().get(0));
        }
    }

    @Test
    void theNewArchiveOfDockerIsReadLikeTheOld() throws Exception {
        Image image = only(OciLayout.of(APP, "1.4"), directory);

        assertThat(image.digest()).hasToString(APP.configDigest());
        assertThat(image.manifestDigest()).isFalse();
        assertThat(image.layers()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"NONE", "GZIP", "ZSTD"})
    void theArchiveItselfMayBeCompressed(Compression compression) throws Exception {
        assertThat(only(DockerArchive.of(APP, "app:1").compression(compression), "")
                        .digest())
                .hasToString(APP.configDigest());
    }

    @Test
    void aRepeatedLayerIsFoundThroughItsLink() throws Exception {
        String location = "docker-archive:" + DockerArchive.of(OTHER).writeTo(directory.resolve("a.tar"));

        try (ImageSource source =
                ImageSources.standard(directory).open(ImageLocation.parse(location), Limits.defaults())) {
            Image image = source.resolve(Optional.empty(), Sources.noDeadline()).get(0);
            assertThat(image.repository()).isEmpty();
            for (int i = 0; i < 2; i++) {
                try (InputStream in = image.layers().get(i).open()) {
                    assertThat(Digest.of(in.readAllBytes())).hasToString(BASE.diffId());
                }
            }
        }
    }

    @Test
    void ofSeveralImagesOneMustBeChosen() throws Exception {
        DockerArchive archive =
                DockerArchive.of(APP, "shop/app:1.4", "shop/app:latest").and(OTHER, "other:2");

        for (String choice : List.of(
                "shop/app:1.4",
                "docker.io/shop/app:1.4",
                "1.4",
                "shop/app",
                APP.configDigest(),
                APP.configDigest().substring(7))) {
            assertThat(only(archive, ":" + choice).digest()).as(choice).hasToString(APP.configDigest());
        }
        assertThat(only(archive, ":other:2").digest()).hasToString(OTHER.configDigest());
        assertThatThrownBy(() -> only(archive, ""))
                .isInstanceOf(GateException.class)
                .hasMessageContainingAll("several images", "'shop/app:1.4'", "'other:2'");
        for (String missing : List.of("shop/app:2", "3", "app", "other")) {
            assertThatThrownBy(() -> only(archive, ":" + missing))
                    .as(missing)
                    .isInstanceOf(GateException.class)
                    .hasMessageContainingAll("no image '" + missing + "'", "'shop/app:1.4'");
        }
    }

    @Test
    void aTagThatTwoImagesHaveDoesNotChooseOneSilently() {
        DockerArchive archive = DockerArchive.of(APP, "a:1").and(OTHER, "b:1");

        assertThatThrownBy(() -> only(archive, ":1")).hasMessageContaining("several images");
    }

    @Test
    void anotherPlatformThanTheOneAskedForIsAnError() {
        String location = "docker-archive:" + DockerArchive.of(APP, "a:1").writeTo(directory.resolve("a.tar"));

        assertThatThrownBy(() -> Sources.resolve(location, Limits.defaults(), directory, Optional.of("linux/arm64")))
                .isInstanceOf(GateException.class)
                .hasMessageContainingAll("no image for linux/arm64", "linux/amd64");
    }

    @Test
    void aFileThatIsThereTwiceIsAnError() {
        assertRefused(
                DockerArchive.of(APP, "a:1").extra(TarEntry.file("manifest.json", Content.of("[]"))),
                "holds 'manifest.json' twice");
        assertRefused(
                DockerArchive.of(APP, "a:1").extra(TarEntry.file("./x/../manifest.json", Content.of("[]"))), "'..'");
        assertRefused(
                DockerArchive.of(APP, "a:1").extra(TarEntry.file("././manifest.json", Content.of("[]"))),
                "holds 'manifest.json' twice");
    }

    @Test
    void linksMayNotLeaveTheArchiveNorGoInCircles() throws Exception {
        assertRefused(
                DockerArchive.of(APP, "a:1").extra(TarEntry.of('2', "l/x").withLinkTarget("../../etc/passwd")),
                "outside of the archive");
        // a link nobody follows does no harm
        assertThat(only(
                                DockerArchive.of(APP, "a:1")
                                        .extra(TarEntry.of('2', "loop").withLinkTarget("loop")),
                                "")
                        .layers())
                .hasSize(2);
        BuiltImage looping = ImageBuilder.image()
                .layer(BASE, "base")
                .lie(io.jenkins.lib.containergate.testkit.image.Lie.CONFIG_MISSING)
                .build();
        String config = looping.configDigest().substring(7) + ".json";
        assertThatThrownBy(() -> only(
                        DockerArchive.of(looping, "a:1")
                                .extra(TarEntry.of('2', config).withLinkTarget("b"))
                                .extra(TarEntry.of('2', "b").withLinkTarget(config)),
                        ""))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxLinkDepth"));
    }

    @Test
    void devicesAndAbsurdSizesAreErrors() {
        assertRefused(DockerArchive.of(APP, "a:1").extra(TarEntry.of('3', "dev")), "device or pipe");
        assertRefused(
                DockerArchive.of(APP, "a:1")
                        .extra(TarEntry.file("big", Content.of("x")).withDeclaredSize(1L << 60)),
                "ends too early");
        assertRefused(
                DockerArchive.of(APP, "a:1")
                        .extra(TarEntry.file("big", Content.of("x")).withDeclaredSize(-512)),
                "negative size");
    }

    @Test
    void anArchiveThatIsNoneGetsAHint() throws Exception {
        Path oci = OciLayout.of(APP).writeArchive(directory.resolve("oci.tar"));
        assertThatThrownBy(() -> Sources.resolve("docker-archive:" + oci, Limits.defaults(), directory))
                .hasMessageContaining("use oci-archive: instead");

        Path text = java.nio.file.Files.writeString(directory.resolve("text"), "hello ".repeat(500));
        assertThatThrownBy(() -> Sources.resolve("docker-archive:" + text, Limits.defaults(), directory))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("damaged or not an archive");
    }

    private void assertRefused(DockerArchive archive, String problem) {
        assertThatThrownBy(() -> only(archive, ""))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(problem);
    }

    private Image only(DockerArchive archive, String selection) throws Exception {
        return only("docker-archive:" + archive.writeTo(directory.resolve("a.tar")) + selection);
    }

    private Image only(OciLayout layout, Path directory) throws Exception {
        return only("docker-archive:" + layout.writeDockerArchive(directory.resolve("new.tar")));
    }

    private Image only(String location) throws Exception {
        List<Image> images = Sources.resolve(location, Limits.defaults(), directory);
        assertThat(images).hasSize(1);
        return images.get(0);
    }
}
