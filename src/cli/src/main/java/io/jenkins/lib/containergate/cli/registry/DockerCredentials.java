package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.nio.file.Path;
import java.util.Optional;

/** Logins of Docker's configuration and of the helpers it names; read when the first login is wanted. */
final class DockerCredentials implements RegistryCredentials {
    /** What Docker calls its own registry when it logs in. */
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private final Path file;

    DockerCredentials(Path file) {
        this.file = file;
    }

    @Override
    public RegistryLogin login(ImageReference image, Deadline deadline) throws GateException, InterruptedException {
        DockerConfig config = DockerConfig.read(file);
        Optional<RegistryLogin> known = config.login(image);
        Optional<String> helper = config.helper(image);
        if (known.isPresent() || helper.isEmpty()) {
            return known.orElse(new RegistryLogin.Anonymous());
        }
        boolean hub = image.registry().equals(ImageReference.DEFAULT_REGISTRY);
        return CredentialHelper.named(helper.get()).get(hub ? DOCKER_HUB : image.registry(), deadline);
    }
}
