package io.jenkins.lib.containergate.ecosystem.version;

import java.util.Optional;
import java.util.function.Function;

/**
 * The ways ecosystems write and order versions.
 *
 * <p>Version strings come from the image and from the vulnerability database and are hostile: they are bounded in
 * length, and every comparison is linear in it. A string that does not parse has no place in the order; whoever asked
 * must not take it for "not affected".
 */
public enum VersionScheme {
    DPKG(DebianVersion::parse),
    APK(AlpineVersion::parse),
    RPM(RpmVersion::parse),
    MAVEN(MavenVersion::parse),
    SEMVER(text -> SemanticVersion.parse(text, SemanticVersion.Dialect.SEMVER)),
    NUGET(text -> SemanticVersion.parse(text, SemanticVersion.Dialect.NUGET)),
    PUB(text -> SemanticVersion.parse(text, SemanticVersion.Dialect.PUB)),
    PEP440(PythonVersion::parse),
    RUBYGEMS(RubyGemsVersion::parse),
    PACKAGIST(PackagistVersion::parse),
    BITNAMI(BitnamiVersion::parse),
    DOTTED(DottedNumbers::parse);

    /** Longest version that is looked at; real ones stay under 150 characters. */
    public static final int MAX_LENGTH = 512;

    private final Function<String, Optional<? extends Version>> parser;

    VersionScheme(Function<String, Optional<? extends Version>> parser) {
        this.parser = parser;
    }

    /** What a vendor's build of a Maven artifact is a build of: {@code 1.2.17} for {@code 1.2.17.redhat-00008}. */
    public static String ofMavenWithoutVendor(String version) {
        return MavenVersion.withoutVendor(version);
    }

    /** Empty when the text is not a version of this scheme, or is longer than {@link #MAX_LENGTH}. */
    public Optional<Version> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String trimmed = text.strip();
        return trimmed.isEmpty() ? Optional.empty() : parser.apply(trimmed).map(version -> version);
    }
}
