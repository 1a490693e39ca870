package io.jenkins.lib.containergate.ecosystem.version;

/**
 * A parsed version. The order is total within one {@link VersionScheme}; comparing versions of two schemes is a
 * programming error ({@link ClassCastException}).
 *
 * <p>{@code compareTo} may be 0 for versions that are written differently, such as {@code 1.0} and {@code 1.0.0}.
 */
public sealed interface Version extends Comparable<Version>
        permits AlpineVersion,
                BitnamiVersion,
                DebianVersion,
                DottedNumbers,
                MavenVersion,
                PackagistVersion,
                PythonVersion,
                RpmVersion,
                RubyGemsVersion,
                SemanticVersion {

    /**
     * Where this installed version stands to one that an advisory names. An advisory that names no build of a version
     * ({@code 2.0.0}) means every build of it ({@code 2.0.0+cu118}), although most ecosystems order builds after it.
     */
    default int compareToNamed(Version named) {
        return compareTo(named);
    }

    /**
     * Both are builds, by different builders, whose labels share no order: nobody can tell whether {@code 1.0+acme.3}
     * has what {@code 1.0+initech.2} has.
     */
    default boolean unrelatedTo(Version named) {
        return false;
    }

    /** It names a build of a version, so that a database that orders builds after their version may miss it. */
    default boolean isBuild() {
        return false;
    }
}
