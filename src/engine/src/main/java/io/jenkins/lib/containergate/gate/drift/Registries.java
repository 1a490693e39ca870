package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RegistryClient;

/** How the registry of an image is reached. Asked on several threads at once. */
@FunctionalInterface
public interface Registries {
    /** @throws GateException when there is no way to it, such as a login that is missing */
    RegistryClient of(ImageReference image) throws GateException, InterruptedException;
}
