package io.jenkins.lib.containergate.secret.setting;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that their shape gives away, whatever they are called. Patterns have no nested repetition, so that no text makes them slow. */
public final class SecretShapes {
    /** What is longer is searched this far. */
    private static final int SEARCHED = 65_536;

    private static final List<Shape> SHAPES = shapes();

    private SecretShapes() {}

    /** What kind of secret is in the text, such as "a private key". */
    public static Optional<String> in(String text) {
        String searched = text.length() > SEARCHED ? text.substring(0, SEARCHED) : text;
        for (Shape shape : SHAPES) {
            if (shape.find(searched).isPresent()) {
                return Optional.of(shape.kind());
            }
        }
        return Optional.empty();
    }

    /** A text for people, each word masked from where a secret begins in it. */
    public static String masked(String text) {
        String masked = text;
        for (Shape shape : SHAPES) {
            Optional<Matcher> found = shape.find(masked);
            if (found.isPresent()) {
                masked = shape.masked(masked, found.get());
            }
        }
        return masked;
    }

    /**
     * How a kind of secret looks.
     *
     * @param signs one of them is in every such secret: what has none needs no search
     */
    private record Shape(String kind, List<String> signs, Pattern pattern) {
        Optional<Matcher> find(String text) {
            for (String sign : signs) {
                if (text.contains(sign)) {
                    Matcher matcher = pattern.matcher(text);
                    return matcher.find() ? Optional.of(matcher) : Optional.empty();
                }
            }
            return Optional.empty();
        }

        /** @param at a match in the text */
        String masked(String text, Matcher at) {
            StringBuilder shown = new StringBuilder();
            int from = 0;
            do {
                if (at.start() < from) {
                    continue; // in a word that is masked already
                }
                shown.append(text, from, at.start()).append("***");
                from = at.end();
                while (from < text.length() && !Character.isWhitespace(text.charAt(from))) {
                    from++;
                }
            } while (at.find());
            return shown.append(text, from, text.length()).toString();
        }
    }

    private static List<Shape> shapes() {
        return List.of(
                shape(
                        "an access key of AWS",
                        "(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:$|[^A-Z0-9])",
                        "AKIA",
                        "ASIA"),
                // with all that follows: a key has many lines
                shape("a private key", "(?s)-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----.*", "PRIVATE KEY-----"),
                shape(
                        "a token of GitHub",
                        "(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30})",
                        "gh",
                        "github_pat_"),
                shape("a token of GitLab", "glpat-[A-Za-z0-9_-]{20}", "glpat-"),
                shape("a token of Slack", "xox[abprs]-[A-Za-z0-9-]{10}", "xox"),
                shape("a key of Stripe", "[rs]k_live_[A-Za-z0-9]{16}", "k_live_"),
                shape("a JSON web token", "eyJ[A-Za-z0-9_-]{10,4096}\\.eyJ[A-Za-z0-9_-]{10}", "eyJ"),
                shape(
                        "an address with a password",
                        // from the slashes on: a search that starts with the scheme tries every letter
                        "://(?<=[a-z][a-z0-9+]{1,20}://)[^/\\s:@$]{0,128}:[^/\\s@$]{1,256}@",
                        "://"),
                shape(
                        "a secret that deployment fills in",
                        "\\{\\{resolve:(?:secretsmanager|ssm-secure):",
                        "{{resolve:"));
    }

    private static Shape shape(String kind, String pattern, String... signs) {
        return new Shape(kind, List.of(signs), Pattern.compile(pattern));
    }
}
