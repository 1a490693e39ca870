package io.jenkins.plugins.containergate.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent reads of the image of a task, and what the controller makes of the answer. */
class ReadImageConfigCallableTest {
    private final BuiltImage image = ImageBuilder.image()
            .user("10001")
            .layer(LayerBuilder.layer().file("hello", "hello\n"))
            .build();
    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = FakeRegistry.start().with("shop/app", OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private Image read(String tag, String platform) throws Exception {
        ImageReference reference = ImageReference.parse(registry.authority() + "/shop/app:" + tag);
        byte[] answer = new ReadImageConfigCallable(
                        reference.toString(),
                        platform,
                        RegistryAccess.of(reference, new RegistryLogin.Anonymous(), true, null),
                        60)
                .invoke(new File("."), null);
        return read(answer, reference, platform);
    }

    private static Image read(byte[] answer, ImageReference asked, String platform) throws Exception {
        return ReadImageConfigCallable.Answer.image(
                answer, asked, Platform.parse(platform), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    @Test
    void theUserOfTheImageArrivesAndNoLayerIsRead() throws Exception {
        Image read = read("1.4", "linux/amd64");

        assertThat(read.config().user()).contains("10001");
        assertThat(read.digest()).hasToString(image.manifestDigest());
        String layer = read.layers().get(0).descriptor().digest().toString();
        assertThat(registry.requests()).noneMatch(request -> request.toString().contains(layer));
    }

    @Test
    void anImageThatIsNotThereIsTheControllersError() {
        assertThatThrownBy(() -> read("2.0", "linux/amd64"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("there is no image");
    }

    @Test
    void anImageOfAnotherPlatformIsAnError() {
        assertThatThrownBy(() -> read("1.4", "linux/arm64"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("linux/arm64");
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
        for (String answer : new String[] {"", "{}", "null", "[]", "{\"image\": {}}"}) {
            assertThatThrownBy(() -> read(
                            answer.getBytes(StandardCharsets.UTF_8), ImageReference.parse("shop:1"), "linux/amd64"))
                    .as(answer)
                    .isInstanceOf(GateException.class);
        }
    }
}
