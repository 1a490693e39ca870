package io.jenkins.lib.containergate.secret.catalogue;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * What an organisation's rule does not mean.
 *
 * @param all whether every kind of condition that is stated must hold, and not just one
 * @param target what the patterns look at
 * @param stopWords in lower case; anywhere in the secret
 */
public record AllowList(
        boolean all, Target target, List<Pattern> paths, List<Pattern> patterns, List<String> stopWords) {
    /** {@code regexTarget} of gitleaks. */
    public enum Target {
        SECRET,
        MATCH,
        LINE
    }

    public AllowList {
        paths = List.copyOf(paths);
        patterns = List.copyOf(patterns);
        stopWords = List.copyOf(stopWords);
    }

    public boolean allows(String path, String secret, String match, String line) {
        boolean byPath = any(paths, path);
        boolean byPattern = any(
                patterns,
                switch (target) {
                    case SECRET -> secret;
                    case MATCH -> match;
                    case LINE -> line;
                });
        String lower = secret.toLowerCase(Locale.ROOT);
        boolean byWord = stopWords.stream().anyMatch(lower::contains);
        return all
                ? (paths.isEmpty() || byPath) && (patterns.isEmpty() || byPattern) && (stopWords.isEmpty() || byWord)
                : byPath || byPattern || byWord;
    }

    private static boolean any(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
