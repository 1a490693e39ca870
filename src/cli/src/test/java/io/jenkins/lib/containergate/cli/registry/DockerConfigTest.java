package io.jenkins.lib.containergate.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions.DockerCredentials;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigTest {
    @TempDir
    private Path folder;

    private RegistryLogin login(String config, String image) throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        return new DockerCredentials(List.of(file))
                .login(ImageReference.parse(image), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    private static String auths(String name, String user) {
        String pair = Base64.getEncoder().encodeToString((user + ":pass:word").getBytes(StandardCharsets.UTF_8));
        return "{\"auths\": {\"" + name + "\": {\"auth\": \"" + pair + "\"}}}";
    }

    @Test
    void aRegistryIsFoundByItsNameInAnyForm() throws Exception {
        RegistryLogin expected = new RegistryLogin.Password("me", "pass:word");
        for (String name :
                new String[] {"reg.example:5000", "https://reg.example:5000/v2/", "http://reg.example:5000"}) {
            assertThat(login(auths(name, "me"), "reg.example:5000/app")).isEqualTo(expected);
        }
        assertThat(login(auths("https://index.docker.io/v1/", "me"), "alpine")).isEqualTo(expected);
        assertThat(login(auths("docker.io", "me"), "shop/app:1")).isEqualTo(expected);
    }

    @Test
    void aLoginIsForItsRegistryOnly() throws Exception {
        RegistryLogin none = new RegistryLogin.Anonymous();
        assertThat(login(auths("reg.example", "me"), "reg.example:5000/app")).isEqualTo(none);
        assertThat(login(auths("reg.example", "me"), "evil.reg.example/app")).isEqualTo(none);
        assertThat(login(auths("reg.example", "me"), "alpine")).isEqualTo(none);
        assertThat(login(auths("reg.example/team", "me"), "reg.example/teams/app"))
                .isEqualTo(none);
    }

    @Test
    void theLoginOfThePathWinsOverThatOfTheRegistry() throws Exception {
        String config = "{\"auths\": {\"reg.example\": {\"username\": \"all\", \"password\": \"x\"},"
                + " \"reg.example/team\": {\"username\": \"team\", \"password\": \"y\"}}}";
        assertThat(login(config, "reg.example/team/app")).isEqualTo(new RegistryLogin.Password("team", "y"));
        assertThat(login(config, "reg.example/app")).isEqualTo(new RegistryLogin.Password("all", "x"));
    }

    @Test
    void tokensAreTakenToo() throws Exception {
        assertThat(login("{\"auths\": {\"r.example\": {\"identitytoken\": \"it\"}}}", "r.example/a"))
                .isEqualTo(new RegistryLogin.RefreshToken("it"));
        assertThat(login("{\"auths\": {\"r.example\": {\"registrytoken\": \"rt\"}}}", "r.example/a"))
                .isEqualTo(new RegistryLogin.AccessToken("rt"));
    }

    @Test
    void withoutAFileOrAnEntryThereIsNoLogin() throws Exception {
        assertThat(new DockerCredentials(List.of(folder.resolve("none.json")))
                        .login(ImageReference.parse("a"), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC())))
                .isEqualTo(new RegistryLogin.Anonymous());
        assertThat(login("{\"auths\": {\"r.example\": {}}}", "r.example/a")).isEqualTo(new RegistryLogin.Anonymous());
    }

    @Test
    void whatCannotBeReadIsAnErrorThatShowsNoValue() {
        assertThatThrownBy(() -> login("{\"auths\": {\"r.example\": {\"auth\": \"s3cr!t\"}}}", "r.example/a"))
                .hasMessageContaining("not Base64")
                .hasMessageNotContaining("s3cr!t");
        assertThatThrownBy(() -> login("{\"auths\": s3cret}", "r.example/a"))
                .hasMessageContaining("config.json is not valid JSON")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThatThrownBy(() -> login("{}" + " ".repeat(1 << 20), "r.example/a"))
                .hasMessageContaining("larger than 1 MiB");
    }

    @Test
    void aHelperThatIsNotInstalledIsAnError() {
        assertThatThrownBy(() -> login("{\"credsStore\": \"no-such-helper\"}", "r.example/a"))
                .hasMessageContaining("docker-credential-no-such-helper")
                .hasMessageContaining("--registry-user");
        assertThatThrownBy(() -> login("{\"credHelpers\": {\"r.example\": \"../evil\"}}", "r.example/a"))
                .hasMessageContaining("not a program name");
    }
}
