package io.jenkins.lib.containergate.inventory.bitnami;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a package URL says, as its ecosystem writes it: the reverse of how packages get theirs.
 *
 * @param name as in {@link io.jenkins.lib.containergate.inventory.InstalledPackage#name()}
 */
record NamedByUrl(Ecosystem ecosystem, String name, String version) {
    /** Empty for a text that is no package URL, has no version, or is of a type whose packages are not read. */
    static Optional<NamedByUrl> read(String purl) {
        PackageURL url;
        try {
            url = new PackageURL(purl);
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
        String version = url.getVersion();
        return version == null
                ? Optional.empty()
                : Arrays.stream(Ecosystem.values())
                        .filter(ecosystem -> !ecosystem.operatingSystem())
                        .filter(ecosystem -> ecosystem.purlType().equals(url.getType()))
                        .findFirst()
                        .map(ecosystem -> new NamedByUrl(ecosystem, name(ecosystem, url), version));
    }

    private static String name(Ecosystem ecosystem, PackageURL url) {
        return url.getNamespace() == null
                ? url.getName()
                : url.getNamespace() + ecosystem.names().separator() + url.getName();
    }
}
