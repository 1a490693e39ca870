package io.jenkins.lib.containergate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSourcesTest {
    @TempDir
    Path directory;

    @Test
    void aRegistryIsRefusedWithTheWayRoundItWhenNoneMayBeAsked() {
        assertThatThrownBy(() -> open("shop/app:1.4"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("registries are not contacted here")
                .hasMessageContaining("skopeo copy --all docker://shop/app:1.4 oci-archive:image.tar");
    }

    @Test
    void aDaemonIsRefusedWithTheWayRoundIt() {
        assertThatThrownBy(() -> open("docker-daemon:app"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("docker save -o image.tar app:latest");
    }

    @Test
    void anotherOpenerTakesTheRefusedOnesPlace() throws GateException {
        ImageSource stub = new DockerArchiveSource(
                new ImageLocation.DockerArchive("", Path.of("x"), java.util.Optional.empty()),
                java.util.Optional.empty(),
                deadline -> {
                    throw new java.io.IOException("unused");
                },
                Limits.defaults());

        ImageSources sources =
                ImageSources.standard(directory).with(ImageLocation.Registry.class, (location, limits) -> stub);

        assertThat(sources.open(ImageLocation.parse("app:1"), Limits.defaults()))
                .isSameAs(stub);
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-archive:", "oci-archive:", "oci:"})
    void aFileThatIsNotThereIsAnErrorAtOnce(String kind) {
        String text = kind + directory.resolve("missing");

        assertThatThrownBy(() -> open(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("check the path");
    }

    @Test
    void aDirectoryInPlaceOfAnArchiveGetsAHint() {
        assertThatThrownBy(() -> open("oci-archive:" + directory)).hasMessageContaining("oci:" + directory);
    }

    private ImageSource open(String location) throws GateException {
        return ImageSources.standard(directory).open(ImageLocation.parse(location), Limits.defaults());
    }
}
