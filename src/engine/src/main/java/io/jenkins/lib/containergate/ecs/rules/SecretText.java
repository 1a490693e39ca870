package io.jenkins.lib.containergate.ecs.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a value is a secret: by its shape, or because of what it is called. Patterns have no nested repetition, so that
 * no text makes them slow.
 */
final class SecretText {
    /** What is longer is searched this far. */
    private static final int SEARCHED = 65_536;

    private static final List<Shape> SHAPES = shapes();
    private static final Set<String> TRUTH = Set.of("true", "false", "yes", "no", "on", "off", "none", "null");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?");
    private static final Pattern NOT_A_SECRET = Pattern.compile("arn:aws[a-z-]*:.*|/(?:run|var|etc|mnt|opt)/.*");

    private SecretText() {}

    /** What the value is, such as "a private key"; never the value. */
    static Optional<String> objection(String name, String value) {
        Optional<String> shape = shape(value);
        if (shape.isPresent() || !SecretName.matches(name)) {
            return shape;
        }
        return harmless(value) ? Optional.empty() : Optional.of("a value and is called like a secret");
    }

    static Optional<String> shape(String value) {
        String text = value.length() > SEARCHED ? value.substring(0, SEARCHED) : value;
        for (Shape shape : SHAPES) {
            if (shape.in(text)) {
                return Optional.of(shape.kind());
            }
        }
        return Optional.empty();
    }

    /** Nothing, a truth value, a name of something, or a variable that holds the secret. */
    static boolean harmless(String value) {
        String text = value.strip();
        return text.isEmpty()
                || TRUTH.contains(text.toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(text).matches()
                || NOT_A_SECRET.matcher(text).matches();
    }

    /**
     * How a kind of secret looks.
     *
     * @param signs one of them is in every such secret: what has none needs no search
     */
    private record Shape(String kind, List<String> signs, Pattern pattern) {
        boolean in(String text) {
            for (String sign : signs) {
                if (text.contains(sign)) {
                    return pattern.matcher(text).find();
                }
            }
            return false;
        }
    }

    private static List<Shape> shapes() {
        return List.of(
                shape(
                        "an access key of AWS",
                        "(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:$|[^A-Z0-9])",
                        "AKIA",
                        "ASIA"),
                shape("a private key", "-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----", "PRIVATE KEY-----"),
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
