package io.jenkins.lib.containergate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageLocationTest {
    @ParameterizedTest
    @CsvSource({
        "docker-archive:app.tar, app.tar,",
        "docker-archive:/tmp/app.tar:shop/app:1.4, /tmp/app.tar, shop/app:1.4",
        "docker-archive:C:\\images\\app.tar, C:\\images\\app.tar,",
        "docker-archive:C:/images/app.tar:shop/app:1, C:/images/app.tar, shop/app:1",
        "docker-archive:c:x, c, x"
    })
    void aDockerArchiveHasAPathAndPerhapsAnImage(String text, String path, String image) throws GateException {
        assertThat(ImageLocation.parse(text))
                .isEqualTo(new ImageLocation.DockerArchive(text, Path.of(path), Optional.ofNullable(image)));
    }

    @Test
    void ociLocationsHaveAPathAndPerhapsATag() throws GateException {
        assertThat(ImageLocation.parse("oci-archive:a.tar:1.0"))
                .isEqualTo(new ImageLocation.OciArchive("oci-archive:a.tar:1.0", Path.of("a.tar"), Optional.of("1.0")));
        assertThat(ImageLocation.parse("oci:D:\\layout:1.0"))
                .isEqualTo(
                        new ImageLocation.OciLayout("oci:D:\\layout:1.0", Path.of("D:\\layout"), Optional.of("1.0")));
    }

    @Test
    void daemonsAndRegistriesHaveAReference() throws GateException {
        assertThat(ImageLocation.parse("docker-daemon:app:1"))
                .isEqualTo(new ImageLocation.Daemon("docker-daemon:app:1", ImageReference.parse("app:1")));
        assertThat(ImageLocation.parse("shop/app:1.4"))
                .isEqualTo(new ImageLocation.Registry("shop/app:1.4", ImageReference.parse("shop/app:1.4")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./app.tar", "/tmp/image", "../x", "C:\\x\\app.tar", "app.tar", "build/app.tar.gz", ".\\x"})
    void aFileWithoutItsKindGetsAHint(String text) {
        assertThatThrownBy(() -> ImageLocation.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("docker-archive:" + text);
    }

    @ParameterizedTest
    @CsvSource({
        "docker://nginx, remove docker://: nginx",
        "docker-archive:, names no file",
        "oci::tag, names no file",
        "oci-archive:a.tar:, ends with a colon",
        "Nginx, upper-case",
        "docker-daemon:, empty"
    })
    void aWrongLocationIsRefusedWithAnAdvice(String text, String advice) {
        assertThatThrownBy(() -> ImageLocation.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(advice);
    }
}
