package io.jenkins.lib.containergate.policy.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageNamesTest {
    @TempDir
    Path directory;

    @Test
    void aShortReferenceIsKnownByItsWholeOneOnly() throws Exception {
        assertThat(ImageNames.of(asked("alpine:3")).names()).containsExactly("docker.io/library/alpine:3");
        assertThat(ImageNames.of(asked("evil/shop/app:1")).names()).containsExactly("docker.io/evil/shop/app:1");
        assertThat(ImageNames.of(asked("registry.example/shop/app:1.4")).names())
                .containsExactly("registry.example/shop/app:1.4");
    }

    @Test
    void aNameThatAnybodyMayChooseEarnsNoWaiverOfARepository() throws Exception {
        for (String file : new String[] {
            "archive:alpine",
            "oci-archive:library/alpine",
            "oci-archive:x/shop/evil.tar",
            "docker-archive:alpine",
            "docker-archive:app.tar:registry.example/shop/app:1",
            "oci:registry.example/shop/app:1",
            "docker-daemon:registry.example/shop/app:1",
            "registry.example/shop/app.tar",
            "./registry.example/shop/app",
        }) {
            assertThat(ImageNames.of(asked(file)).match(Glob.overPath("**")))
                    .as(file)
                    .isFalse();
        }
    }

    private Image asked(String reference) throws Exception {
        Path archive = OciLayout.of(ImageBuilder.image()
                        .layer(LayerBuilder.layer().file("etc/motd", "hello"))
                        .build())
                .writeArchive(directory.resolve("app.tar"));
        Deadline deadline = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
        try (ImageSource source = ImageSources.standard(directory)
                .open(ImageLocation.parse("oci-archive:" + archive), Limits.defaults())) {
            Image image = source.resolve(Optional.empty(), deadline).get(0);
            return new Image(
                    reference,
                    image.repository(),
                    image.digest(),
                    image.manifestDigest(),
                    image.indexDigest(),
                    image.configDigest(),
                    image.config(),
                    image.layers());
        }
    }
}
