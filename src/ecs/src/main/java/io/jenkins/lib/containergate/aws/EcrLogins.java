package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;

/** Turns AWS credentials into logins to ECR, which last twelve hours. */
@FunctionalInterface
public interface EcrLogins {
    /** @throws GateException when AWS gives none */
    RegistryLogin login(EcrRegistry registry, Deadline deadline) throws GateException, InterruptedException;
}
