package io.jenkins.lib.containergate.inventory.os;

import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Files that name the distribution: {@code os-release}, wherever its symbolic link may lead, and the older
 * {@code etc/alpine-release} and {@code etc/debian_version}, which tell a release when {@code os-release} was removed. {@code etc/redhat-release} and
 * {@code etc/apk/repositories} never do: they are compared only.
 */
public final class OsReleaseReader implements PackageReader {
    public static final String ALPINE_RELEASE = "etc/alpine-release";
    public static final String DEBIAN_VERSION = "etc/debian_version";

    /** Where apk takes packages from, which do not say themselves what release they are of. */
    public static final String APK_REPOSITORIES = "etc/apk/repositories";

    /** What {@code etc/os-release} usually leads to. */
    public static final String OF_VENDOR = "usr/lib/os-release";

    /** In the place of a distribution's name, where {@code redhat-release} or a derivative's file tells the release only. */
    public static final String RED_HAT_FAMILY = "redhat-release";

    private static final Pattern RED_HAT = Pattern.compile("(.{1,80}) release (\\d+(\\.\\d+)*)\\b.*");
    private static final Set<String> RED_HAT_FILES = Set.of(
            "etc/redhat-release",
            "etc/rocky-release",
            "etc/almalinux-release",
            "etc/centos-release",
            "etc/fedora-release",
            "etc/oracle-release",
            "etc/system-release");
    private static final Pattern APK_REPOSITORY = Pattern.compile(
            "(?:@\\S+\\s+)?(?!#)\\S{1,1000}/(edge|v\\d{1,2}\\.\\d{1,2})/(?:main|community|testing)/?\\s*");
    private static final int MAX_BYTES = 64 << 10;
    private static final Pattern ALPINE = Pattern.compile("\\d+\\.\\d+(\\.\\d+)?([_-][a-z0-9]+)?");
    // derivatives and unreleased versions write words such as "trixie/sid" here
    private static final Pattern DEBIAN = Pattern.compile("(\\d+)(\\.\\d+)?");

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        String path = entry.path();
        return isOsRelease(path)
                || path.equals(ALPINE_RELEASE)
                || path.equals(DEBIAN_VERSION)
                || path.equals(APK_REPOSITORIES)
                || isRedHatRelease(path);
    }

    /** {@code redhat-release}, or a file of a derivative that it is a link to. */
    private static boolean isRedHatRelease(String path) {
        return path.endsWith("-release") && RED_HAT_FILES.contains(path);
    }

    /** Whether {@code etc/os-release} could be this file or lead to it. */
    public static boolean isOsRelease(String path) {
        return (path.startsWith("etc/") || path.startsWith("usr/lib/"))
                && path.startsWith("os-release", path.lastIndexOf('/') + 1);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        String path = entry.path();
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, path, MAX_BYTES);
            if (isOsRelease(path)) {
                sink.osRelease(OsReleaseParser.parse(lines));
                return;
            }
            if (path.equals(APK_REPOSITORIES)) {
                repositories(lines).ifPresent(sink::osRelease);
                return;
            }
            String version = lines.next().orElse("").strip();
            if (isRedHatRelease(path)) {
                var redHat = RED_HAT.matcher(version);
                if (redHat.matches()) {
                    sink.osRelease(new OsRelease(
                            RED_HAT_FAMILY, List.of(), Optional.of(redHat.group(2)), Optional.empty(), version));
                }
            } else if (path.equals(ALPINE_RELEASE)) {
                if (ALPINE.matcher(version).matches()) {
                    sink.osRelease(release("alpine", version, "Alpine Linux v"));
                }
            } else {
                var debian = DEBIAN.matcher(version);
                if (debian.matches()) {
                    sink.osRelease(release("debian", debian.group(1), "Debian GNU/Linux "));
                }
            }
        }
    }

    /** Their releases as one version with commas; empty when they are not those of Alpine. */
    private static Optional<OsRelease> repositories(BoundedLines lines) throws IOException, LimitExceededException {
        Set<String> releases = new TreeSet<>();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            var repository = APK_REPOSITORY.matcher(line.get().strip());
            if (repository.matches()) {
                releases.add(repository.group(1));
            }
        }
        return releases.isEmpty()
                ? Optional.empty()
                : Optional.of(new OsRelease(
                        APK_REPOSITORIES,
                        List.of(),
                        Optional.of(String.join(",", releases)),
                        Optional.empty(),
                        "repositories of " + String.join(", ", releases)));
    }

    private static OsRelease release(String id, String version, String prefix) {
        return new OsRelease(id, List.of(), Optional.of(version), Optional.empty(), prefix + version);
    }
}
