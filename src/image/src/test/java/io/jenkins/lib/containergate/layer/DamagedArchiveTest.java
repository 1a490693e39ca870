package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.BuiltLayer;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged archive is an error, or the damage is where nothing of the image is; it is never another image. */
class DamagedArchiveTest {
    private static final int FLIPS = Effort.rounds(120, 400);

    /** The forms an archive comes in. */
    enum Form {
        OCI_GZIP,
        OCI_ZSTD,
        OCI_PLAIN,
        OCI_COMPRESSED_ARCHIVE,
        DOCKER,
        DOCKER_GZIP,
        DOCKER_NEW;

        String write(Path file) {
            return switch (this) {
                case OCI_GZIP ->
                    "oci-archive:" + OciLayout.of(image(Compression.GZIP)).writeArchive(file);
                case OCI_ZSTD ->
                    "oci-archive:"
                            + OciLayout.of(image(Compression.ZSTD_FRAMES)).writeArchive(file);
                case OCI_PLAIN ->
                    "oci-archive:" + OciLayout.of(image(Compression.NONE)).writeArchive(file);
                case OCI_COMPRESSED_ARCHIVE ->
                    "oci-archive:"
                            + OciLayout.of(image(Compression.GZIP_MEMBERS))
                                    .compression(Compression.GZIP)
                                    .writeArchive(file);
                case DOCKER ->
                    "docker-archive:"
                            + DockerArchive.of(image(Compression.NONE), "app:1").writeTo(file);
                case DOCKER_GZIP ->
                    "docker-archive:"
                            + DockerArchive.of(image(Compression.GZIP), "app:1").writeTo(file);
                case DOCKER_NEW ->
                    "docker-archive:"
                            + OciLayout.of(image(Compression.NONE), "1").writeDockerArchive(file);
            };
        }

        private static BuiltImage image(Compression compression) {
            BuiltLayer base = layer().compression(compression)
                    .directory("etc")
                    .file("etc/os-release", "ID=debian\n")
                    .file("usr/noise", Content.noise(11, 3_000))
                    .symlink("bin", "usr/bin")
                    .build();
            return ImageBuilder.image()
                    .layer(base, "base")
                    .layer(layer().compression(compression)
                            .file("a/" + "long/".repeat(30) + "name", "long")
                            .whiteout("usr/noise")
                            .hardLink("etc/link", "etc/os-release"))
                    .layer(base, "again")
                    .build();
        }
    }

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Form.class)
    void cutAtAnyPlaceItIsAnError(Form form) throws IOException {
        Path file = directory.resolve("image.tar");
        String location = form.write(file);
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0;
                length < whole.length;
                length += length < 2_048 || length > whole.length - 1_100 ? Effort.step(21, 7) : 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            try {
                Scans.scan(location, Limits.defaults(), directory);
                fail("a cut to %d of %d bytes went unnoticed", length, whole.length);
            } catch (GateException expected) {
                assertThat(expected.problem()).isNotBlank();
            } catch (InterruptedException | RuntimeException e) {
                fail("a cut to " + length + " bytes broke the reader", e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void withAnyByteChangedItIsAnErrorOrTheSameImage(Form form) throws Exception {
        Path file = directory.resolve("image.tar");
        String location = form.write(file);
        byte[] whole = Files.readAllBytes(file);
        List<List<RecordingAnalyzer.Seen>> truth =
                Scans.scan(location, Limits.defaults(), directory).layers();
        long seed = 20_260_101L + form.ordinal();
        Random random = new Random(seed);
        int refused = 0;

        for (int i = 0; i < FLIPS; i++) {
            byte[] damaged = whole.clone();
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, damaged);
            try {
                assertThat(Scans.scan(location, Limits.defaults(), directory).layers())
                        .as("seed %d, change %d", seed, i)
                        .isEqualTo(truth);
            } catch (GateException expected) {
                refused++;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", change " + i + " broke the reader", e);
            }
        }
        assertThat(refused).as("changes noticed, seed %d", seed).isGreaterThan(FLIPS / 4);
    }
}
