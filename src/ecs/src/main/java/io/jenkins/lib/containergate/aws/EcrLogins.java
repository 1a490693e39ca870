package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.util.Optional;

/** Turns AWS credentials into logins to ECR, which last twelve hours. */
@FunctionalInterface
public interface EcrLogins {
    /** @throws GateException when AWS gives none */
    RegistryLogin login(EcrRegistry registry, Deadline deadline) throws GateException, InterruptedException;

    /** AWS credentials for ECR; for other registries, and where somebody has logged in to ECR in another way, those. */
    final class EcrCredentials implements RegistryCredentials {
        private final EcrLogins ecr;
        private final RegistryCredentials others;

        /** @param others asked first */
        public EcrCredentials(EcrLogins ecr, RegistryCredentials others) {
            this.ecr = ecr;
            this.others = others;
        }

        @Override
        public RegistryLogin login(ImageReference image, Deadline deadline) throws GateException, InterruptedException {
            RegistryLogin login = others.login(image, deadline);
            Optional<EcrRegistry> registry = EcrRegistry.of(image.registry());
            return login instanceof RegistryLogin.Anonymous && registry.isPresent()
                    ? ecr.login(registry.get(), deadline)
                    : login;
        }
    }
}
