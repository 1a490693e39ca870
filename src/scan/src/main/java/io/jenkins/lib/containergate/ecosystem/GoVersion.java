package io.jenkins.lib.containergate.ecosystem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of Go modules and of the toolchain, as databases write them. */
final class GoVersion {
    private static final Pattern RELEASE = Pattern.compile("([0-9]+)\\.([0-9]+)(?:\\.([0-9]+))?(?:(beta|rc)([0-9]+))?");

    private GoVersion() {}

    /** The toolchain says {@code go1.21rc2}, the Go vulnerability database {@code 1.21.0-rc.2}; modules lose their {@code v}. */
    static String inAdvisories(String module, String version) {
        if (!module.equals("stdlib") && !module.equals("toolchain")) {
            return version.startsWith("v") ? version.substring(1) : version;
        }
        String release = version.startsWith("go") ? version.substring(2) : version;
        int end = release.indexOf(' ');
        Matcher matcher = RELEASE.matcher(end < 0 ? release : release.substring(0, end));
        if (!matcher.matches()) {
            return version;
        }
        String patch = matcher.group(3) == null ? "0" : matcher.group(3);
        String pre = matcher.group(4) == null ? "" : "-" + matcher.group(4) + "." + matcher.group(5);
        return matcher.group(1) + "." + matcher.group(2) + "." + patch + pre;
    }

    /** Trivy writes a {@code v} before the version of the standard library, as modules have. */
    static String prefixed(String version) {
        return version.startsWith("v") ? version : "v" + version;
    }
}
