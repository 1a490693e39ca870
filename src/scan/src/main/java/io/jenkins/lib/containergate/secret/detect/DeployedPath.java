package io.jenkins.lib.containergate.secret.detect;

import java.util.regex.Pattern;

/** Paths that say by a word that their file is of what runs for others, whatever else they say. */
public final class DeployedPath {
    private static final Pattern WORDS = Pattern.compile(
            "(?:.*[/._-])?(?:prod|production|live|stage|staging|deploy|deploys|deployment|deployments|release|releases|publish)(?:[/._-].*)?");

    private DeployedPath() {}

    /** @param path in lower case, with {@code /} between its segments */
    public static boolean is(String path) {
        return WORDS.matcher(path).matches();
    }
}
