package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identity of a Java library.
 *
 * @param groupId empty when nothing in the archive tells it; the package is then named by its artifactId alone
 */
record MavenCoordinates(Optional<String> groupId, String artifactId, String version) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,199}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+~-]{0,199}");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** {@code GROUP:ARTIFACT}, or the artifact alone. */
    String name() {
        return groupId.map(group -> group + ":" + artifactId).orElse(artifactId);
    }

    FoundPackage found(String file, String path, List<String> licenses) {
        return new FoundPackage(
                Ecosystem.MAVEN, name(), version, Optional.empty(), Optional.empty(), file, path, licenses);
    }
}
