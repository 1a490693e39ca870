package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.util.List;
import java.util.stream.Stream;

/**
 * Further names that lead to the same repository, for demands only: whoever uses one of them must not get around what is
 * demanded of another. Such a name exempts nothing.
 */
final class RepositorySpellings {
    private static final String HUB = ImageReference.DEFAULT_REGISTRY + "/";
    private static final String OFFICIAL = HUB + ImageReference.OFFICIAL;

    private RepositorySpellings() {}

    /** @param repository {@code REGISTRY/PATH} as image references have it */
    static List<String> of(String repository) {
        int slash = repository.indexOf('/');
        if (slash < 0) {
            return List.of();
        }
        String registry = repository.substring(0, slash);
        String rest = repository.substring(slash);
        Stream<String> hosts = registry.equals(ImageReference.DEFAULT_REGISTRY)
                ? Stream.of("index.docker.io", "registry-1.docker.io", "registry.hub.docker.com")
                : Stream.concat(ports(registry), EcrRegistry.otherNames(registry).stream());
        Stream<String> unofficial = repository.startsWith(OFFICIAL) && repository.indexOf('/', OFFICIAL.length()) < 0
                ? Stream.of(HUB + repository.substring(OFFICIAL.length()))
                : Stream.empty();
        return Stream.concat(hosts.map(host -> host + rest), unofficial)
                .distinct()
                .toList();
    }

    /** With plain HTTP port 80 needs no mention, with TLS port 443 needs none; a name does not say which of them is meant. */
    private static Stream<String> ports(String registry) {
        if (registry.endsWith(":80")) {
            return Stream.of(registry.substring(0, registry.length() - ":80".length()));
        }
        boolean port = registry.lastIndexOf(':') > registry.lastIndexOf(']');
        return port ? Stream.empty() : Stream.of(registry + ":443", registry + ":80");
    }
}
