package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.analysis.VisibleLayers.Located;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the package databases list, to tell it from what SBOMs name of other systems: one of another release has the same namespace. */
final class OwnPackages {
    private record Key(String name, String version) {}

    private final Optional<String> namespace;
    private final Set<Key> listed = new HashSet<>();

    /** @param system of the image */
    OwnPackages(Optional<Distribution> system, List<Located<FoundPackage>> installed) {
        this.namespace = system.map(Distribution::namespace);
        for (Located<FoundPackage> each : installed) {
            String name = each.value().name();
            String version = each.value().version();
            listed.add(new Key(name, version));
            // package URLs have the epoch as a qualifier of its own, which tools leave out
            listed.add(new Key(name, version.substring(version.indexOf(':') + 1)));
        }
    }

    /** @param named by an SBOM, with its system's namespace as its supplier */
    boolean lists(FoundPackage named) {
        return named.supplier().equals(namespace) && listed.contains(new Key(named.name(), named.version()));
    }
}
