package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Logins of Docker's configuration and of the helpers it names; read when the first login is wanted. */
final class DockerCredentials implements RegistryCredentials {
    /** What Docker calls its own registry when it logs in. */
    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private final List<Path> files;

    /** @param files the first that knows a login counts */
    DockerCredentials(List<Path> files) {
        this.files = List.copyOf(files);
    }

    @Override
    public RegistryLogin login(ImageReference image, Deadline deadline) throws GateException, InterruptedException {
        for (Path file : files) {
            RegistryLogin login = login(file, image, deadline);
            if (!(login instanceof RegistryLogin.Anonymous)) {
                return login;
            }
        }
        return new RegistryLogin.Anonymous();
    }

    private static RegistryLogin login(Path file, ImageReference image, Deadline deadline)
            throws GateException, InterruptedException {
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
