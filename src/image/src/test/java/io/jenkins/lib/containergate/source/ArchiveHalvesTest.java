package io.jenkins.lib.containergate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tars that are a Docker archive and an OCI layout at once. */
class ArchiveHalvesTest {
    private static final String NAME = "docker.io/shop/app:1.4";

    @TempDir
    private Path directory;

    private final BuiltImage image = image("one", "amd64");
    private final BuiltImage other = image("two", "amd64");
    private final BuiltImage arm = image("arm", "arm64");

    private static BuiltImage image(String user, String architecture) {
        return ImageBuilder.image().user(user).platform("linux", architecture).build();
    }

    @Test
    void whatDockerSaveWritesTodayIsRead() throws Exception {
        assertThat(read(OciLayout.of(image, NAME).writeDockerArchive(directory.resolve("docker.tar"))))
                .hasSize(1);
        assertThat(read(both(DockerArchive.of(image, "shop/app:1.4"), OciLayout.of(image))))
                .hasSize(1);
    }

    @Test
    void theImagesOfOtherMachinesAndWhatIsNotInTheTarMayBeInTheLayoutAlone() throws Exception {
        OciIndex all = OciIndex.index().image(image).image(arm).attestation(other, image);
        assertThat(read(both(DockerArchive.of(image, "shop/app:1.4"), OciLayout.of(all, NAME))))
                .hasSize(1);

        Path layout = OciLayout.of(OciIndex.index().image(image).image(other), NAME)
                .writeDirectory(directory.resolve("without"));
        Files.delete(layout.resolve("blobs/sha256/" + other.manifestDigest().substring("sha256:".length())));
        assertThat(read(both(DockerArchive.of(image, "shop/app:1.4"), layout))).hasSize(1);
    }

    @Test
    void anotherImageForTheSameMachineIsAnError() throws Exception {
        List<OciLayout> layouts = List.of(
                OciLayout.of(other, NAME),
                OciLayout.of(other),
                OciLayout.of(arm, NAME),
                OciLayout.of(OciIndex.index().image(other).image(image), NAME),
                OciLayout.of(
                        OciIndex.index().nested(OciIndex.index().image(other).image(image)), NAME));
        for (OciLayout layout : layouts) {
            Path file = both(DockerArchive.of(image, "shop/app:1.4"), layout);
            assertThatThrownBy(() -> read(file))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("a Docker archive and an OCI layout with different images");
        }
    }

    @Test
    void twoImagesThatChangedTheirNamesAreAnError() throws Exception {
        DockerArchive docker = DockerArchive.of(image, "shop/app:1.4").and(other, "shop/db:1.4");
        Path same = both(docker, OciLayout.of(image, NAME).and(other, "docker.io/shop/db:1.4"));
        assertThat(read(new ImageLocation.DockerArchive("app", same, Optional.of("shop/app:1.4"))))
                .hasSize(1);

        DockerArchive again = DockerArchive.of(image, "shop/app:1.4").and(other, "shop/db:1.4");
        Path swapped = both(again, OciLayout.of(other, NAME).and(image, "docker.io/shop/db:1.4"));
        assertThatThrownBy(() -> read(new ImageLocation.DockerArchive("app", swapped, Optional.of("shop/app:1.4"))))
                .isInstanceOf(GateException.class);
    }

    private Path both(DockerArchive docker, OciLayout layout) throws Exception {
        return both(docker, layout.writeDirectory(Files.createTempDirectory(directory, "layout")));
    }

    private Path both(DockerArchive docker, Path layout) throws Exception {
        try (Stream<Path> files = Files.walk(layout)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = layout.relativize(file).toString().replace('\\', '/');
                docker.extra(TarEntry.file(name, Content.of(Files.readAllBytes(file))));
            }
        }
        return docker.writeTo(Files.createTempFile(directory, "both", ".tar"));
    }

    private List<Image> read(Path file) throws Exception {
        return read(new ImageLocation.Archive(file.toString(), file));
    }

    private List<Image> read(ImageLocation location) throws Exception {
        try (ImageSource source = ImageSources.standard(directory).open(location, Limits.defaults())) {
            return source.resolve(Optional.empty(), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        }
    }
}
