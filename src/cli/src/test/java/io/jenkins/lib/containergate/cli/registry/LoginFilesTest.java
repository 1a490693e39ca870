package io.jenkins.lib.containergate.cli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions.DockerCredentials;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions.LoginFiles;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginFilesTest {
    @TempDir
    private Path folder;

    private Path file(String path, String registry, String user) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(
                file, "{\"auths\": {\"" + registry + "\": {\"username\": \"" + user + "\", \"password\": \"x\"}}}");
    }

    private RegistryLogin login(Optional<Path> named, Map<String, String> environment, String image) throws Exception {
        List<Path> files = LoginFiles.of(named, environment, folder.resolve("home"));
        return new DockerCredentials(files)
                .login(ImageReference.parse(image), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    private static RegistryLogin of(String user) {
        return new RegistryLogin.Password(user, "x");
    }

    @Test
    void whereDockerHasNoLoginThatOfPodmanCounts() throws Exception {
        file("home/.docker/config.json", "a.example", "docker");
        file("run/containers/auth.json", "b.example", "podman");
        file("home/.config/containers/auth.json", "c.example", "kept");
        Map<String, String> environment =
                Map.of("XDG_RUNTIME_DIR", folder.resolve("run").toString());

        assertThat(login(Optional.empty(), environment, "a.example/x")).isEqualTo(of("docker"));
        assertThat(login(Optional.empty(), environment, "b.example/x")).isEqualTo(of("podman"));
        assertThat(login(Optional.empty(), environment, "c.example/x")).isEqualTo(of("kept"));
        assertThat(login(Optional.empty(), environment, "d.example/x")).isEqualTo(new RegistryLogin.Anonymous());
    }

    @Test
    void theFileInRegistryAuthFileIsTheOnlyOne() throws Exception {
        file("home/.docker/config.json", "a.example", "docker");
        Map<String, String> environment = Map.of(
                "REGISTRY_AUTH_FILE", file("other.json", "b.example", "named").toString());

        assertThat(login(Optional.empty(), environment, "b.example/x")).isEqualTo(of("named"));
        assertThat(login(Optional.empty(), environment, "a.example/x")).isEqualTo(new RegistryLogin.Anonymous());
    }

    @Test
    void aFileInRegistryAuthFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> LoginFiles.of(
                        Optional.empty(), Map.of("REGISTRY_AUTH_FILE", folder.resolve("none") + ""), folder))
                .hasMessageContaining("no such file");
    }

    @Test
    void theDirectoryOfTheOptionIsTheOnlyOne() throws Exception {
        file("named/config.json", "a.example", "option");
        Map<String, String> environment = Map.of(
                "REGISTRY_AUTH_FILE", file("other.json", "b.example", "named").toString());

        assertThat(login(Optional.of(folder.resolve("named")), environment, "a.example/x"))
                .isEqualTo(of("option"));
        assertThat(login(Optional.of(folder.resolve("named")), environment, "b.example/x"))
                .isEqualTo(new RegistryLogin.Anonymous());
    }
}
