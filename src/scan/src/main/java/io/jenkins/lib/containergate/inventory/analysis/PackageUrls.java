package io.jenkins.lib.containergate.inventory.analysis;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.ecosystem.Distribution;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.ecosystem.NameStyle;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.inventory.CanonicalUrl;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Package URLs of found packages. Only operating-system packages need the rest of the image for theirs.
 *
 * @see <a href="https://github.com/package-url/purl-spec">package URL specification</a>
 */
final class PackageUrls {
    private final Optional<OsRelease> os;

    PackageUrls(Optional<OsRelease> os) {
        this.os = os;
    }

    /** @throws MalformedPackageURLException when the package's identity has no place in a package URL */
    String of(FoundPackage found) throws MalformedPackageURLException {
        if (found.ecosystem().operatingSystem()) {
            return operatingSystem(found);
        }
        String name = found.name();
        NameStyle names = found.ecosystem().names();
        int end = names.namespaceEnd(name);
        if (names == NameStyle.GROUP_AND_ARTIFACT && end <= 0) {
            return canonical(
                    found, name, name); // a URL of this type needs a group: the artifact, as in old coordinates
        }
        return canonical(found, end > 0 ? name.substring(0, end) : null, name.substring(end + 1));
    }

    private String operatingSystem(FoundPackage found) throws MalformedPackageURLException {
        TreeMap<String, String> qualifiers = new TreeMap<>();
        found.architecture().ifPresent(architecture -> qualifiers.put("arch", architecture));
        found.source()
                .filter(source ->
                        !source.name().equals(found.name()) || !source.version().equals(found.version()))
                .ifPresent(source -> qualifiers.put("upstream", upstream(source, found.version())));
        Optional<Distribution> distribution = os.flatMap(Distribution::of);
        String namespace = distribution
                .map(Distribution::namespace)
                .or(() -> os.map(OsRelease::id))
                .orElse(null);
        if (os.isPresent() && distribution.isPresent()) {
            qualifiers.put("distro", distribution.get().qualifier(os.get()));
        }
        found.module().ifPresent(module -> qualifiers.put("rpmmod", module));
        String version = found.version();
        int epoch = found.ecosystem() == Ecosystem.RPM ? version.indexOf(':') : -1;
        if (epoch > 0) {
            qualifiers.put("epoch", version.substring(0, epoch));
        }
        return purl(found.ecosystem(), namespace, found.name(), version.substring(epoch + 1), qualifiers);
    }

    private static String upstream(SourcePackage source, String version) {
        return source.version().equals(version) ? source.name() : source.name() + "@" + source.version();
    }

    private static String canonical(FoundPackage found, @Nullable String namespace, String name)
            throws MalformedPackageURLException {
        return purl(found.ecosystem(), namespace, name, found.version(), null);
    }

    private static String purl(
            Ecosystem ecosystem,
            @Nullable String namespace,
            String name,
            String version,
            @Nullable TreeMap<String, String> qualifiers)
            throws MalformedPackageURLException {
        return CanonicalUrl.of(new PackageURL(ecosystem.purlType(), namespace, name, version, qualifiers, null));
    }
}
