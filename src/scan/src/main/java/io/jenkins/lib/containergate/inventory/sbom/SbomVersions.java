package io.jenkins.lib.containergate.inventory.sbom;

import com.github.packageurl.PackageURL;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of packages, and the source packages they were built from, in the ways that SBOMs write them. */
final class SbomVersions {
    private static final Pattern SOURCE_RPM = Pattern.compile("(.+)-([^-]+-[^-]+)\\.(?:no)?src\\.rpm", Pattern.DOTALL);
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,9}:.+", Pattern.DOTALL);
    private static final Pattern GO_PREFIX = Pattern.compile("(?:go|v)(?=[0-9])");

    private SbomVersions() {}

    /** With its epoch. */
    static String version(SbomEntry entry, PackageURL url, Ecosystem ecosystem) {
        String version = url.getVersion() == null ? entry.version() : url.getVersion();
        if (ecosystem == Ecosystem.GO && url.getName().equals("stdlib")) {
            return GO_PREFIX.matcher(version).replaceFirst("");
        }
        if (!ecosystem.operatingSystem()
                || version.isEmpty()
                || EPOCH.matcher(version).matches()) {
            return version;
        }
        if (EPOCH.matcher(entry.version()).matches()) {
            return entry.version();
        }
        return SbomPackage.qualifier(url, "epoch")
                .filter(epoch -> !epoch.equals("0"))
                .map(epoch -> epoch + ":" + version)
                .orElse(version);
    }

    /** What two ways to write one version have in common. */
    static String bare(String version, Ecosystem ecosystem) {
        if (ecosystem.operatingSystem()) {
            return EPOCH.matcher(version).matches() ? version.substring(version.indexOf(':') + 1) : version;
        }
        return ecosystem == Ecosystem.GO ? GO_PREFIX.matcher(version).replaceFirst("") : version;
    }

    static Optional<SourcePackage> source(SbomEntry entry, PackageURL url, String version) {
        String trivy = entry.property(SbomPackage.TRIVY + "SrcName");
        if (!trivy.isEmpty()) {
            String upstream = entry.property(SbomPackage.TRIVY + "SrcVersion");
            String release = entry.property(SbomPackage.TRIVY + "SrcRelease");
            String epoch = entry.property(SbomPackage.TRIVY + "SrcEpoch");
            String whole = (epoch.isEmpty() || epoch.equals("0") ? "" : epoch + ":")
                    + upstream
                    + (release.isEmpty() ? "" : "-" + release);
            return Optional.of(new SourcePackage(trivy, upstream.isEmpty() ? version : whole));
        }
        if (entry.source().isPresent()) {
            String[] parts = entry.source().get().strip().split(" ", 2);
            return Optional.of(new SourcePackage(parts[0], parts.length < 2 ? version : parts[1]));
        }
        return SbomPackage.qualifier(url, "upstream").map(upstream -> upstream(upstream, version));
    }

    /** {@code openssl}, {@code openssl@3.0.11-1}, {@code openssl-3.0.7-27.el9.src.rpm}. */
    private static SourcePackage upstream(String text, String version) {
        Matcher rpm = SOURCE_RPM.matcher(text);
        if (rpm.matches()) {
            String epoch = EPOCH.matcher(version).matches() ? version.substring(0, version.indexOf(':') + 1) : "";
            return new SourcePackage(rpm.group(1), epoch + rpm.group(2));
        }
        int at = text.indexOf('@');
        return at > 0
                ? new SourcePackage(text.substring(0, at), text.substring(at + 1))
                : new SourcePackage(text, version);
    }
}
