package io.jenkins.lib.containergate.ecosystem.version;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The version scheme of each ecosystem OSV defines.
 *
 * <p>Android, ConanCenter, FreeBSD and OSS-Fuzz publish no order; their records are matched by listed versions only.
 *
 * @see <a href="https://ossf.github.io/osv-schema/#defined-ecosystems">OSV schema, defined ecosystems</a>
 */
public final class EcosystemSchemes {
    private static final Map<String, VersionScheme> SCHEMES = Map.ofEntries(
            entry("AlmaLinux", VersionScheme.RPM),
            entry("Alpaquita", VersionScheme.APK),
            entry("Alpine", VersionScheme.APK),
            entry("Azure Linux", VersionScheme.RPM),
            entry("BellSoft Hardened Containers", VersionScheme.APK),
            entry("Bioconductor", VersionScheme.SEMVER),
            entry("Bitnami", VersionScheme.BITNAMI),
            entry("Chainguard", VersionScheme.APK),
            entry("CleanStart", VersionScheme.APK),
            entry("CRAN", VersionScheme.DOTTED),
            entry("crates.io", VersionScheme.SEMVER),
            entry("Debian", VersionScheme.DPKG),
            entry("Echo", VersionScheme.DPKG),
            entry("GHC", VersionScheme.SEMVER),
            entry("GitHub Actions", VersionScheme.SEMVER),
            entry("Go", VersionScheme.SEMVER),
            entry("Hackage", VersionScheme.DOTTED),
            entry("Hex", VersionScheme.SEMVER),
            entry("Julia", VersionScheme.SEMVER),
            entry("Kubernetes", VersionScheme.SEMVER),
            entry("Linux", VersionScheme.SEMVER),
            entry("Mageia", VersionScheme.RPM),
            entry("Maven", VersionScheme.MAVEN),
            entry("MinimOS", VersionScheme.APK),
            entry("npm", VersionScheme.SEMVER),
            entry("NuGet", VersionScheme.NUGET),
            entry("opam", VersionScheme.DPKG),
            entry("openEuler", VersionScheme.RPM),
            entry("openSUSE", VersionScheme.RPM),
            entry("Packagist", VersionScheme.PACKAGIST),
            entry("Photon OS", VersionScheme.RPM),
            entry("Pub", VersionScheme.PUB),
            entry("PyPI", VersionScheme.PEP440),
            entry("Red Hat", VersionScheme.RPM),
            entry("Rocky Linux", VersionScheme.RPM),
            entry("RubyGems", VersionScheme.RUBYGEMS),
            entry("SUSE", VersionScheme.RPM),
            entry("SwiftURL", VersionScheme.SEMVER),
            entry("Ubuntu", VersionScheme.DPKG),
            entry("VSCode", VersionScheme.SEMVER),
            entry("Wolfi", VersionScheme.APK));

    private static final Set<String> WRAPPERS = Set.of("TuxCare", "Docker Hardened Images");

    private EcosystemSchemes() {}

    /**
     * @param ecosystem as OSV writes it, with or without a release: {@code Debian:12}. Two ecosystems carry another one
     *     after their name ({@code TuxCare:Debian:10}); theirs is the scheme of the inner one.
     * @return empty when the ecosystem is unknown or publishes no order
     */
    public static Optional<VersionScheme> of(String ecosystem) {
        String name = beforeColon(ecosystem);
        if (name.length() < ecosystem.length() && WRAPPERS.contains(name)) {
            name = beforeColon(ecosystem.substring(name.length() + 1));
        }
        return Optional.ofNullable(SCHEMES.get(name));
    }

    private static String beforeColon(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }
}
