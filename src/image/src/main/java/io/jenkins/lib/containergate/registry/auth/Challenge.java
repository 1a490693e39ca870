package io.jenkins.lib.containergate.registry.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants to see before it answers.
 *
 * @param scheme in lower case: {@code bearer}, {@code basic}
 * @param parameters by names in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110, 11.6.1</a>
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final int MAX_LENGTH = 8_192;
    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|(" + TOKEN + "))\\s*");
    private static final Pattern SCHEME = Pattern.compile("\\s*(" + TOKEN + ")(?:\\s+|(?=,)|$)(?!=)");

    /** Those that can be read, in the order given. */
    static List<Challenge> parse(List<String> headers) {
        List<Challenge> challenges = new ArrayList<>();
        for (String header : headers) {
            if (header.length() <= MAX_LENGTH) {
                parse(header, challenges);
            }
        }
        return challenges;
    }

    private static void parse(String header, List<Challenge> challenges) {
        Matcher scheme = SCHEME.matcher(header);
        Matcher parameter = PARAMETER.matcher(header);
        int position = 0;
        Map<String, String> current = null;
        while (position < header.length()) {
            if (header.charAt(position) == ',') {
                position++;
            } else if (current != null
                    && parameter.region(position, header.length()).lookingAt()) {
                String quoted = parameter.group(2);
                String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                current.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
                position = parameter.end();
            } else if (scheme.region(position, header.length()).lookingAt()) {
                current = new TreeMap<>();
                challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), current));
                position = scheme.end();
            } else {
                return;
            }
        }
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
