package io.jenkins.lib.containergate.ecosystem;

import java.util.EnumMap;
import java.util.Map;
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
    /** The number of a release, in some distributions with the minor one. */
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})(?:\\.(\\d{1,2}))?.*");
    /** Amazon Linux 1 counts its releases by date, and in its packages not at all. */
    private static final Pattern AMAZON_1 = Pattern.compile("201\\d\\..*");

    /** With one group for the release, or with another for the minor release. */
    private static final Map<Distribution, Pattern> MARKS = new EnumMap<>(Distribution.class);

    static {
        // 12.4+deb12u5
        marked("[+~]deb(\\d{1,3})", Distribution.DEBIAN);
        // 5.15.0-0ubuntu0.22.04.1, 23.1~22.04, 2.58+22.04, 1.0~ubuntu22.04.1
        marked("(?:[~+](?:ubuntu)?(?:0\\.)?|ubuntu\\d{1,2}\\.)(\\d\\d)\\.(04|10)(?=[.~+]|$)", Distribution.UBUNTU);
        // 3.0.7-27.el9, 16.20.2-2.module+el9.2.0+1, 1-1.el9sat
        marked(
                "[._+]el(\\d{1,3})(?!\\d)",
                Distribution.RED_HAT,
                Distribution.CENTOS,
                Distribution.ROCKY,
                Distribution.ALMA,
                Distribution.ORACLE);
        marked("\\.amzn(\\d{1,4})(?!\\d)", Distribution.AMAZON);
        marked("\\.fc(\\d{1,3})(?!\\d)", Distribution.FEDORA);
        marked("\\.ph(\\d{1,2})(?!\\d)", Distribution.PHOTON);
        marked("\\.mga(\\d{1,3})(?!\\d)", Distribution.MAGEIA);
        marked("\\.azl(\\d{1,2})(?!\\d)", Distribution.AZURE_LINUX);
        marked("\\.cm(\\d{1,2})(?!\\d)", Distribution.CBL_MARINER);
        // 3.0.12-5.oe2203sp3
        marked("\\.oe(\\d\\d)(\\d\\d)(?!\\d)", Distribution.OPEN_EULER);
        // 3.1.4-150600.5.10.1; of Leap also 1.2-lp155.2.3 and 1.2-bp155.2.3
        marked(
                "-(?:[lb]p)?(\\d\\d)(?:0(\\d)00|(?<=p\\d\\d)(\\d))\\.",
                Distribution.SUSE_SERVER,
                Distribution.SUSE_SERVER_SAP,
                Distribution.LEAP);
    }

    private ReleaseMarks() {}

    private static void marked(String pattern, Distribution... by) {
        for (Distribution distribution : by) {
            MARKS.put(distribution, Pattern.compile(pattern));
        }
    }

    /**
     * Whether a distribution built a package for a later release than the image's.
     *
     * @param supplier as for {@link Distribution#origin}
     */
    public static boolean later(Distribution distribution, OsRelease os, Optional<String> supplier, String version) {
        Pattern marks = MARKS.get(distribution);
        if (marks == null
                || os.versionId().isEmpty()
                || distribution.origin(supplier, version) instanceof PackageOrigin.OfOthers) {
            return false;
        }
        Matcher mark = marks.matcher(version);
        int last = 0;
        while (mark.find()) {
            last = number(mark);
        }
        return last > 0 && release(distribution, os.versionId().get(), mark.groupCount() > 1) < last;
    }

    private static int number(Matcher found) {
        int number = Integer.parseInt(found.group(1)) * 100;
        for (int group = 2; group <= found.groupCount(); group++) {
            number += found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
        }
        return number;
    }

    /** So large when it is not a number that nothing is later. */
    private static int release(Distribution distribution, String version, boolean minor) {
        Matcher parts = RELEASE.matcher(version);
        if (!parts.matches()) {
            return Integer.MAX_VALUE;
        }
        if (distribution == Distribution.AMAZON && AMAZON_1.matcher(version).matches()) {
            return 100;
        }
        int major = Integer.parseInt(parts.group(1)) * 100;
        return minor && parts.group(2) != null ? major + Integer.parseInt(parts.group(2)) : major;
    }
}
