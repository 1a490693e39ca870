package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import java.util.HashMap;
import java.util.Map;

/** One reader for each repository, however many images of it run: each reader logs in by itself. */
final class RepositoryReaders {
    private final Registries registries;
    private final Map<String, RepositoryReader> readers = new HashMap<>();

    RepositoryReaders(Registries registries) {
        this.registries = registries;
    }

    /** @throws GateException when there is no way to it, such as a login that is missing */
    synchronized RepositoryReader of(ImageReference image) throws GateException, InterruptedException {
        RepositoryReader known = readers.get(image.repository());
        if (known == null) {
            known = registries.of(image).reader(image);
            readers.put(image.repository(), known);
        }
        return known;
    }
}
