package io.jenkins.lib.containergate.registry.auth;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;

/** Knows how to log in to registries. Asked when a registry wants a login, once for each image. */
@FunctionalInterface
public interface RegistryCredentials {
    /**
     * @param image registry and path decide, tag and digest do not
     * @return {@link RegistryLogin.Anonymous} when there is no login for it
     * @throws GateException when there should be one, and it cannot be had
     */
    RegistryLogin login(ImageReference image, Deadline deadline) throws GateException, InterruptedException;

    /** No login anywhere. */
    static RegistryCredentials none() {
        return (image, deadline) -> new RegistryLogin.Anonymous();
    }
}
