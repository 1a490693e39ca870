package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.Lie;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an image claims about itself is checked, and a false claim is answered with the truth. */
class LyingImageTest {
    @TempDir
    Path directory;

    @Test
    void aWrongManifestDigestIsAnErrorThatNamesBoth() {
        BuiltImage image = lying(Lie.MANIFEST_DIGEST);

        assertRefused(oci(image), "manifest", Lie.WRONG_DIGEST, image.manifestDigest());
    }

    @Test
    void aWrongConfigurationDigestIsAnErrorThatNamesBoth() {
        BuiltImage image = lying(Lie.CONFIG_DIGEST);

        assertRefused(oci(image), "image configuration", Lie.WRONG_DIGEST, image.configDigest());
        assertRefused(docker(image), "image configuration", Lie.WRONG_DIGEST, image.configDigest());
        assertRefused(newDocker(image), "image configuration", Lie.WRONG_DIGEST, image.configDigest());
    }

    @Test
    void aWrongLayerDigestIsAnErrorThatNamesBoth() {
        BuiltImage image = lying(Lie.LAYER_DIGEST);
        String truth = image.layers().get(1).blob().digest();

        assertRefused(oci(image), "layer 2 of 2", Lie.WRONG_DIGEST, truth);
        assertRefused(newDocker(image), "layer 2 of 2", Lie.WRONG_DIGEST, truth);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aWrongDiffIdIsAnErrorThatNamesBoth(Compression compression) {
        BuiltImage image = ImageBuilder.image()
                .layer(layer().file("a", "1").compression(compression))
                .lie(Lie.DIFF_ID)
                .build();
        String truth = image.layers().get(0).diffId();

        assertRefused(oci(image), "layer 1 of 1", Lie.WRONG_DIGEST, truth);
        assertRefused(docker(image), "layer 1 of 1", Lie.WRONG_DIGEST, truth);
    }

    @Test
    void wrongSizesAreErrorsThatNameBoth() {
        for (Lie lie : new Lie[] {Lie.MANIFEST_SIZE, Lie.CONFIG_SIZE, Lie.LAYER_SIZE}) {
            assertRefused(oci(lying(lie)), "bytes where", "are declared");
        }
    }

    @Test
    void aDiffIdTooManyIsAnError() {
        assertRefused(oci(lying(Lie.ONE_DIFF_ID_MORE)), "2 layers", "3 diff ids");
        assertRefused(docker(lying(Lie.ONE_DIFF_ID_MORE)), "2 layers", "3 diff ids");
    }

    @Test
    void aMissingBlobIsAnErrorThatNamesIt() {
        BuiltImage image = lying(Lie.LAYER_MISSING);
        assertRefused(oci(image), "layer", image.layers().get(1).blob().digest(), "missing");
        assertRefused(docker(image), "layer", image.layers().get(1).diffId(), "missing");
        assertRefused(oci(lying(Lie.CONFIG_MISSING)), "image configuration", "missing");
        assertRefused(docker(lying(Lie.CONFIG_MISSING)), "image configuration", "missing");
        assertRefused(oci(lying(Lie.MANIFEST_MISSING)), "manifest", "missing");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aLayerCutShortIsAnErrorEvenWhenItsDigestIsRight(Compression compression) {
        BuiltImage image = Scans.image(layer().file("a", "1".repeat(5_000))
                .compression(compression)
                .damage(bytes -> Arrays.copyOf(bytes, bytes.length - 30)));

        assertRefused(oci(image), "layer 1 of 1");
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void bytesAfterTheCompressedStreamAreAnErrorEvenWhenTheDigestIsRight(Compression compression) {
        BuiltImage image =
                Scans.image(layer().file("a", "1").compression(compression).damage(bytes -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 7);
                    longer[bytes.length] = 'x';
                    return longer;
                }));

        assertRefused(oci(image), "layer 1 of 1");
    }

    @Test
    void aFileHiddenAfterTheEndOfTheTarIsAnError() {
        byte[] secondTar = LayerBuilder.layer()
                .compression(Compression.NONE)
                .file("hidden", "secret")
                .build()
                .blob()
                .bytes();

        assertRefused(
                oci(Scans.image(layer().file("a", "1").afterTarEnd(secondTar))),
                "layer 1 of 1",
                "follows the end of the tar");
    }

    @Test
    void zerosAfterTheEndOfTheTarAreOrdinaryPadding() throws Exception {
        Scans.Recorded scan = Scans.scan(directory, layer().file("a", "1").afterTarEnd(new byte[10_240]));

        assertThat(scan.paths(0)).containsExactly("a");
    }

    @Test
    void aMediaTypeThatDoesNotFitTheBytesIsAnError() {
        assertRefused(
                oci(Scans.image(layer().file("a", "1")
                        .compression(Compression.NONE)
                        .mediaType("application/vnd.oci.image.layer.v1.tar+gzip"))),
                "it is uncompressed, while its media type says gzip");
        assertRefused(
                oci(Scans.image(layer().file("a", "1").mediaType("application/vnd.oci.image.layer.v1.tar+zstd"))),
                "it is gzip, while its media type says zstd");
    }

    @Test
    void aLayerDamagedInTransitIsReportedByItsDigestNotByWhatTheDamageDid() {
        BuiltImage whole = Scans.image(layer().file("a", "1".repeat(5_000)));
        byte[] damaged = whole.layers().get(0).blob().bytes();
        damaged[damaged.length / 2] ^= 0x55;
        BuiltImage image = ImageBuilder.image()
                .layer(layer().file("a", "1".repeat(5_000)).damage(bytes -> damaged))
                .changeManifest(manifest -> ((com.fasterxml.jackson.databind.node.ObjectNode) manifest.at("/layers/0"))
                        .put("digest", Lie.WRONG_DIGEST))
                .lie(Lie.LAYER_DIGEST)
                .build();

        assertRefused(oci(image), Lie.WRONG_DIGEST, image.layers().get(0).blob().digest(), "damaged or forged");
    }

    private static BuiltImage lying(Lie lie) {
        return ImageBuilder.image()
                .layer(layer().file("a", "1").compression(Compression.NONE))
                .layer(layer().file("b", "2").compression(Compression.NONE))
                .lie(lie)
                .build();
    }

    private ThrowingCallable oci(BuiltImage image) {
        return scan("oci-archive:" + OciLayout.of(image).writeArchive(directory.resolve("image.tar")));
    }

    private ThrowingCallable docker(BuiltImage image) {
        return scan("docker-archive:" + DockerArchive.of(image, "app:1").writeTo(directory.resolve("docker.tar")));
    }

    private ThrowingCallable newDocker(BuiltImage image) {
        return scan(
                "docker-archive:" + OciLayout.of(image, "1").writeDockerArchive(directory.resolve("new-docker.tar")));
    }

    private ThrowingCallable scan(String location) {
        return () -> Scans.scan(location, Limits.defaults(), directory);
    }

    private static void assertRefused(ThrowingCallable scan, String... told) {
        assertThatThrownBy(scan).isInstanceOf(GateException.class).hasMessageContainingAll(told);
    }
}
