package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.util.Optional;

/** Asks AWS for a login when a registry of ECR wants one, and not before. */
final class EcrLoginOnDemand implements EcrLogins {
    private final AwsAccess access;

    EcrLoginOnDemand(AwsAccess access) {
        this.access = access;
    }

    @Override
    public RegistryLogin login(EcrRegistry registry, Deadline deadline) throws GateException, InterruptedException {
        AwsAccess there = new AwsAccess(
                access.profile(),
                access.role(),
                access.region().or(() -> Optional.of(registry.region())),
                access.endpoint());
        try (AwsSession session = AwsConnections.open(there)) {
            return session.logins().login(registry, deadline);
        }
    }
}
