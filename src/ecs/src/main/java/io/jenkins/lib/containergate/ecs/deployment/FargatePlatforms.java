package io.jenkins.lib.containergate.ecs.deployment;

import java.util.regex.Pattern;

/**
 * The platform versions of Fargate.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html">Platform versions</a>
 */
public final class FargatePlatforms {
    /** For messages. */
    public static final String EXPECTED = "LATEST, or from 1.4.0";

    private static final Pattern CURRENT = Pattern.compile("LATEST|1\\.(?:[4-9]|[1-9][0-9])(?:\\..*)?|[2-9]\\..*");

    /** The only one that Windows has. */
    private static final String OF_WINDOWS = "1.0.0";

    private FargatePlatforms() {}

    /** @param windows whether tasks are known to run on Windows, which has platform versions of its own */
    public static boolean current(String version, boolean windows) {
        return CURRENT.matcher(version).matches() || windows && version.equals(OF_WINDOWS);
    }
}
