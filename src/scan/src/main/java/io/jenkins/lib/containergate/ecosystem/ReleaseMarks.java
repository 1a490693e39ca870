package io.jenkins.lib.containergate.ecosystem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The release that distributions write into versions of their packages. A package of a later release than the image's is newer
 * than every fix of the image's release, so that nothing would be found in it; packages of earlier ones are left over from an
 * upgrade, or were not built anew. Of several marks the last counts: an update of a later release that was built for this one,
 * {@code 3.3.1-1+deb13u1~deb12u1}, is of this one.
 */
public final class ReleaseMarks {
    /** {@code 12.4+deb12u5}. */
    private static final Pattern DEBIAN = Pattern.compile("[+~]deb(\\d{1,3})");
    /** {@code 5.15.0-0ubuntu0.22.04.1}, {@code 23.1~22.04}, {@code 2.58+22.04}, {@code 1.0~ubuntu22.04.1}. */
    private static final Pattern UBUNTU =
            Pattern.compile("(?:[~+](?:ubuntu)?(?:0\\.)?|ubuntu\\d{1,2}\\.)(\\d\\d\\.(?:04|10))(?=[.~+]|$)");
    /** {@code 3.0.7-27.el9}. */
    private static final Pattern ENTERPRISE_LINUX = Pattern.compile("\\.el(\\d{1,3})(?=[_.]|$)");

    private static final Pattern AMAZON = Pattern.compile("\\.amzn(\\d{1,4})(?=[_.]|$)");

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,2}))?.*");

    private ReleaseMarks() {}

    /**
     * Whether the distribution built a package for a later release than the image's.
     *
     * @param supplier as for {@link Distribution#origin}
     */
    public static boolean later(Distribution distribution, OsRelease os, Optional<String> supplier, String version) {
        Optional<Pattern> marks = marks(distribution);
        if (marks.isEmpty()
                || os.versionId().isEmpty()
                || distribution.origin(supplier, version) instanceof PackageOrigin.OfOthers) {
            return false;
        }
        int release = number(os.versionId().get(), distribution == Distribution.UBUNTU);
        Matcher mark = marks.get().matcher(version);
        int last = 0;
        while (mark.find()) {
            last = number(mark.group(1), distribution == Distribution.UBUNTU);
        }
        return release > 0 && last > release;
    }

    private static Optional<Pattern> marks(Distribution distribution) {
        return switch (distribution) {
            case DEBIAN -> Optional.of(DEBIAN);
            case UBUNTU -> Optional.of(UBUNTU);
            case RED_HAT, CENTOS, ROCKY, ALMA, ORACLE -> Optional.of(ENTERPRISE_LINUX);
            case AMAZON -> Optional.of(AMAZON);
            default -> Optional.empty();
        };
    }

    /** 9 of {@code 9.4}; with the minor release 2204 of {@code 22.04}; 0 of what is neither. */
    private static int number(String release, boolean minor) {
        Matcher parts = RELEASE.matcher(release);
        if (!parts.matches()) {
            return 0;
        }
        int major = Integer.parseInt(parts.group(1));
        return minor ? major * 100 + (parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2))) : major;
    }
}
