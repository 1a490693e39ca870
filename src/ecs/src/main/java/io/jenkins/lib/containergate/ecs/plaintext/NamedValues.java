package io.jenkins.lib.containergate.ecs.plaintext;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values inside of a text that are called like a secret there: connection strings ({@code Password=x;}), options of Java, JSON, YAML,
 * query strings, and the credentials of an {@code Authorization} header.
 */
final class NamedValues {
    private static final String VALUE = "([^\\s\"';,&]{1,4096})";
    private static final Pattern ASSIGNED =
            Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{0,100})[\"']?\\s{0,3}=\\s{0,3}[\"']?" + VALUE);
    private static final Pattern OF_JSON =
            Pattern.compile("[\"']([A-Za-z][A-Za-z0-9_.-]{0,100})[\"']\\s{0,3}:\\s{0,3}[\"']?" + VALUE);
    private static final Pattern OF_YAML =
            Pattern.compile("(?m)^\\s{0,40}([A-Za-z][A-Za-z0-9_.-]{0,100}):[ \\t]+" + VALUE);
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\bauthorization\\W{1,6}(?:bearer|basic|token)\\s{1,3}([A-Za-z0-9._~+/=-]{8,4096})");

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
