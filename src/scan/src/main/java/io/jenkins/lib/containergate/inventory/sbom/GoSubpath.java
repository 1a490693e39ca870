package io.jenkins.lib.containergate.inventory.sbom;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the subpath of a Go package URL is of. Tools put the end of a module's path there ({@code #v3}, {@code #service/s3}), the
 * specification a package of the module ({@code #googleapis/api/annotations}). The component's own name tells which.
 */
final class GoSubpath {
    private GoSubpath() {}

    /** A package URL whose parts together are the name of a module; empty when nothing tells what its subpath is of. */
    static Optional<PackageURL> ofModule(SbomEntry entry, PackageURL url) {
        boolean open = url.getType().equals(Ecosystem.GO.purlType()) && url.getSubpath() != null;
        if (!open || isNamed(entry, url)) {
            return Optional.of(url);
        }
        return Optional.of(without(url)).filter(module -> isNamed(entry, module));
    }

    private static boolean isNamed(SbomEntry entry, PackageURL url) {
        return entry.names().stream().anyMatch(SbomPackage.joined(url, Ecosystem.GO)::equalsIgnoreCase);
    }

    private static PackageURL without(PackageURL url) {
        try {
            return new PackageURL(
                    url.getType(),
                    url.getNamespace(),
                    url.getName(),
                    url.getVersion(),
                    url.getQualifiers() == null ? null : new TreeMap<>(url.getQualifiers()),
                    null);
        } catch (MalformedPackageURLException e) {
            throw new IllegalStateException("a package URL without its subpath is none", e);
        }
    }
}
