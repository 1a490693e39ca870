package io.jenkins.lib.containergate.inventory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;

/** Package URLs as text. */
public final class CanonicalUrl {
    /** How the library writes bytes of UTF-8 that are no ASCII: with their sign. A percent sign of a name is {@code %25}. */
    private static final String SIGNED = "%FFFFFF";

    private CanonicalUrl() {}

    public static String of(PackageURL url) {
        return url.canonicalize().replace(SIGNED, "%");
    }

    /**
     * Of a package of which only name and version are known.
     *
     * @throws IllegalArgumentException when there is no package URL for it
     */
    public static String generic(String name, String version) {
        try {
            return of(new PackageURL(PackageURL.StandardTypes.GENERIC, null, name, version, null, null));
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException("the package '" + name + "' cannot be named", e);
        }
    }
}
