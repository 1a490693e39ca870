package io.jenkins.lib.containergate.ecs.reader;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request template of API Gateway, in the language of Velocity: whether its callers can write members of the request that it makes,
 * because it takes over what they send without escaping it.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">Mapping
 *     template reference</a>
 */
final class RequestTemplate {
    private static final Pattern ESCAPED = Pattern.compile("\\$!?\\{?util\\.escapeJavaScript\\(");
    /** Undoes the escaping of what is in it. */
    private static final Pattern DECODED = Pattern.compile("\\$!?\\{?util\\.(?:urlDecode|base64Decode)\\(");

    private static final Pattern DIRECTIVE = Pattern.compile("#\\{?(?:set|if|elseif|foreach)}?\\s*\\(");
    /** What a directive writes to, or to a property or an entry of. */
    private static final Pattern ASSIGNED =
            Pattern.compile("\\s*\\$!?\\{?([A-Za-z][\\w-]*+)(?:[.\\[][^=!<>]*?(?==(?!=)))?}?\\s*(?:=|in\\b)");

    /** Takes something over, into one of the variables before it. */
    private static final Pattern METHOD = Pattern.compile("\\.(?:add|put|set)[A-Za-z]*\\(");

    private static final Pattern VARIABLE = Pattern.compile("\\$!?\\{?(?!util\\b)([A-Za-z][\\w-]*+)");

    /** What is sent, and what the context says of it as it was sent. */
    private static final Set<String> OF_CALLERS =
            Set.of("input", "context\\.authorizer", "context\\.path", "context\\.identity\\.userAgent");

    private RequestTemplate() {}

    static boolean takesOver(String template) {
        Set<String> decoded = new LinkedHashSet<>();
        without(DECODED, template, decoded);
        if (decoded.stream().anyMatch(each -> ESCAPED.matcher(each).find())) {
            return true;
        }
        String text = without(ESCAPED, template, new LinkedHashSet<>());
        Set<String> directives = new LinkedHashSet<>();
        String written = without(DIRECTIVE, text, directives);
        Set<String> names = new LinkedHashSet<>(OF_CALLERS);
        int before;
        do {
            before = names.size();
            for (String directive : directives) {
                if (mentions(names, directive)) {
                    writtenBy(directive).forEach(name -> names.add(Pattern.quote(name)));
                }
            }
        } while (names.size() > before);
        return mentions(names, written);
    }

    private static Stream<String> writtenBy(String directive) {
        Matcher assigned = ASSIGNED.matcher(directive);
        int method = METHOD.matcher(directive)
                .results()
                .mapToInt(MatchResult::start)
                .max()
                .orElse(0);
        return Stream.concat(
                assigned.lookingAt() ? Stream.of(assigned.group(1)) : Stream.empty(),
                VARIABLE.matcher(directive.substring(0, method)).results().map(each -> each.group(1)));
    }

    private static boolean mentions(Set<String> names, String text) {
        return Pattern.compile("\\$!?\\{?(?:" + String.join("|", names) + ")(?![\\w-])")
                .matcher(text)
                .find();
    }

    /** @param found what is in the parentheses of each */
    private static String without(Pattern call, String text, Set<String> found) {
        StringBuilder rest = new StringBuilder();
        int from = 0;
        Matcher start = call.matcher(text);
        while (start.find(from)) {
            int end = end(text, start.end());
            if (end < 0) {
                break;
            }
            rest.append(text, from, start.start());
            found.add(text.substring(start.end(), end));
            from = end + 1;
        }
        return rest.append(text.substring(from)).toString();
    }

    /** The parenthesis that ends what begins there; none where a text in quotes is not ended. */
    private static int end(String text, int from) {
        int open = 1;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char each = text.charAt(i);
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '"' || each == '\'') {
                quote = each;
            } else if (each == '(') {
                open++;
            } else if (each == ')' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}
