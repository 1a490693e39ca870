package io.jenkins.lib.containergate.secret.setting;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a value is a secret: by its shape, or because of what it is called. */
public final class SecretText {
    private static final Set<String> TRUTH = Set.of("true", "false", "yes", "no", "on", "off", "none", "null");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{?[A-Za-z_][A-Za-z0-9_]*}?");
    private static final Pattern NOT_A_SECRET = Pattern.compile("arn:aws[a-z-]*:.*|/(?:run|var|etc|mnt|opt)/.*");

    private SecretText() {}

    /** What the value is, such as "a private key"; never the value. */
    static Optional<String> objection(String name, String value) {
        Optional<String> shape = SecretShapes.in(value);
        if (shape.isPresent()) {
            return shape;
        }
        return SecretName.matches(name) && !harmless(value)
                ? Optional.of("a value and is called like a secret")
                : NamedValues.in(value);
    }

    /** Nothing, a truth value, a name of something, or a variable that holds the secret. */
    public static boolean harmless(String value) {
        String text = value.strip();
        return text.isEmpty()
                || TRUTH.contains(text.toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(text).matches()
                || NOT_A_SECRET.matcher(text).matches();
    }

    /**
     * Values inside of a text that are called like a secret there: connection strings ({@code Password=x;}), options of Java, JSON, YAML,
     * query strings, and the credentials of an {@code Authorization} header.
     */
    private static final class NamedValues {
        private static final String VALUE = "([^\\s\"';,&]{1,4096})";
        private static final Pattern ASSIGNED =
                Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{0,100})[\"']?\\s{0,3}=\\s{0,3}[\"']?" + VALUE);
        private static final Pattern OF_JSON =
                Pattern.compile("[\"']([A-Za-z][A-Za-z0-9_.-]{0,100})[\"']\\s{0,3}:\\s{0,3}[\"']?" + VALUE);
        private static final Pattern OF_YAML =
                Pattern.compile("(?m)^\\s{0,40}([A-Za-z][A-Za-z0-9_.-]{0,100}):[ \\t]+" + VALUE);
        private static final Pattern AUTHORIZATION = Pattern.compile(
                "(?i)\\bauthorization\\W{1,6}(?:bearer|basic|token)\\s{1,3}([A-Za-z0-9._~+/=-]{8,4096})");

        private NamedValues() {}

        /** What the text holds; never the text. */
        static Optional<String> in(String text) {
            if (AUTHORIZATION.matcher(text).find()) {
                return Optional.of("the credentials of a request");
            }
            boolean named = text.indexOf('=') >= 0 && named(ASSIGNED, text)
                    || text.indexOf(':') >= 0 && (named(OF_JSON, text) || named(OF_YAML, text));
            return named ? Optional.of("a value that is called like a secret") : Optional.empty();
        }

        private static boolean named(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                if (SecretName.matches(matcher.group(1)) && value(matcher.group(2))) {
                    return true;
                }
            }
            return false;
        }

        /** Something, and no variable, command or placeholder in its place. */
        private static boolean value(String text) {
            return text.chars().anyMatch(Character::isLetterOrDigit)
                    && "$`{<%[".indexOf(text.charAt(0)) < 0
                    && !SecretText.harmless(text);
        }
    }
}
