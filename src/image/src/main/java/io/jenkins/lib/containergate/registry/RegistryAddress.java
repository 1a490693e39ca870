package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.http.PlainHttp;
import io.jenkins.lib.containergate.image.ImageReference;
import java.net.URI;

/** Where the API of a registry is. */
final class RegistryAddress {
    /** Docker Hub answers at another name than it is known by. */
    private static final String DOCKER_HUB = "registry-1.docker.io";

    private RegistryAddress() {}

    /** {@code https://HOST[:PORT]/v2/}. */
    static URI of(ImageReference image, PlainHttp plainHttp) throws GateException {
        String registry = image.registry();
        String host = registry.equals(ImageReference.DEFAULT_REGISTRY) ? DOCKER_HUB : registry;
        String scheme = plainHttp.covers(registry) ? "http" : "https";
        try {
            URI base = URI.create(scheme + "://" + host + "/v2/");
            Origin.of(base);
            return base;
        } catch (IllegalArgumentException e) {
            throw new GateException("'" + registry + "' is not a valid host", "check the image reference", e);
        }
    }
}
