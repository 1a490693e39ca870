package io.jenkins.lib.containergate.ecs.plaintext;

import io.jenkins.lib.containergate.ecs.SecretShapes;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a value is a secret: by its shape, or because of what it is called. */
final class SecretText {
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
    static boolean harmless(String value) {
        String text = value.strip();
        return text.isEmpty()
                || TRUTH.contains(text.toLowerCase(Locale.ROOT))
                || REFERENCE.matcher(text).matches()
                || NOT_A_SECRET.matcher(text).matches();
    }
}
