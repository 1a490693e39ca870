package io.jenkins.lib.containergate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.DockerArchive;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourceTest {
    @TempDir
    Path directory;

    private final BuiltImage image = ImageBuilder.image().user("app").build();

    @Test
    void whatDockerSaveWroteIsReadAsADockerArchive() throws Exception {
        Path file = DockerArchive.of(image, "shop/app:1.4").writeTo(directory.resolve("image.tar"));

        Image read = only(file);

        assertThat(read.manifestDigest()).isFalse();
        assertThat(read.config().user()).isEqualTo("app");
    }

    @Test
    void aTarOfAnOciLayoutIsReadAsOne() throws Exception {
        Path file = OciLayout.of(image, "1.4").writeArchive(directory.resolve("image.tar"));

        assertThat(only(file).manifestDigest()).isTrue();
    }

    @Test
    void anotherTarIsAnErrorNotAnEmptyImage() throws IOException {
        Path file = directory.resolve("image.tar");
        Files.write(file, new byte[10_240]);

        assertThatThrownBy(() -> only(file)).isInstanceOf(GateException.class);
    }

    private Image only(Path file) throws Exception {
        try (ImageSource source = ImageSources.standard(directory)
                .open(new ImageLocation.Archive(file.toString(), file), Limits.defaults())) {
            List<Image> images =
                    source.resolve(Optional.empty(), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
            assertThat(images).hasSize(1);
            return images.get(0);
        }
    }
}
