package io.jenkins.lib.containergate.ecs.rules;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether a value is a secret: by its shape, or because of what it is called. Patterns have no nested repetition, so that
 * no text makes them slow.
 */
final class SecretText {
    /** What is longer is searched this far. */
    private static final int SEARCHED = 65_536;

    private static final Map<String, Pattern> SHAPES = shapes();
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
        return SHAPES.entrySet().stream()
                .filter(shape -> shape.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Nothing, a truth value, a name of something, or a variable that holds the secret. */
    static boolean harmless(String value) {
        String text = value.strip();
        return text.isEmpty()
                || TRUTH.contains(text.toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(text).matches()
                || NOT_A_SECRET.matcher(text).matches();
    }

    private static Map<String, Pattern> shapes() {
        Map<String, Pattern> shapes = new TreeMap<>();
        shapes.put("an access key of AWS", Pattern.compile("(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:$|[^A-Z0-9])"));
        shapes.put("a private key", Pattern.compile("-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----"));
        shapes.put("a token of GitHub", Pattern.compile("(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30})"));
        shapes.put("a token of GitLab", Pattern.compile("glpat-[A-Za-z0-9_-]{20}"));
        shapes.put("a token of Slack", Pattern.compile("xox[abprs]-[A-Za-z0-9-]{10}"));
        shapes.put("a key of Stripe", Pattern.compile("[rs]k_live_[A-Za-z0-9]{16}"));
        shapes.put("a JSON web token", Pattern.compile("eyJ[A-Za-z0-9_-]{10,4096}\\.eyJ[A-Za-z0-9_-]{10}"));
        shapes.put(
                "an address with a password",
                Pattern.compile("[a-z][a-z0-9+]{1,20}://[^/\\s:@$]{0,128}:[^/\\s@$]{1,256}@"));
        shapes.put(
                "a secret that deployment fills in", Pattern.compile("\\{\\{resolve:(?:secretsmanager|ssm-secure):"));
        return java.util.Collections.unmodifiableMap(shapes);
    }
}
