package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.cli.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where {@code docker login} and {@code podman login} leave their logins.
 *
 * @see <a href="https://man.archlinux.org/man/containers-auth.json.5">containers-auth.json(5)</a>
 */
final class LoginFiles {
    private static final String PODMAN = "containers/auth.json";

    private LoginFiles() {}

    /**
     * In the order they are asked; a file that is not there holds no login.
     *
     * @param named directory of Docker's configuration that an option names: only this counts then
     * @throws UsageException when {@code REGISTRY_AUTH_FILE} names no file
     */
    static List<Path> of(Optional<Path> named, Map<String, String> environment, Path home) throws UsageException {
        if (named.isPresent()) {
            return List.of(named.get().resolve("config.json"));
        }
        String only = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
        if (!only.isEmpty()) {
            if (!Files.exists(Path.of(only))) {
                throw new UsageException(
                        "REGISTRY_AUTH_FILE is " + only + ", and there is no such file",
                        "log in with podman login, or unset it");
            }
            return List.of(Path.of(only));
        }
        List<Path> files = new ArrayList<>();
        String docker = environment.getOrDefault("DOCKER_CONFIG", "");
        files.add((docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            files.add(Path.of(runtime).resolve(PODMAN));
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        files.add((config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve(PODMAN));
        return List.copyOf(files);
    }
}
