package io.jenkins.lib.containergate.ecs.cloud.iam;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One test of a statement: its statement counts only where all of them hold.
 *
 * @param operator such as {@code StringEquals} or {@code ForAnyValue:ArnLike}
 * @param key such as {@code aws:SourceArn}, in lower case
 * @param values of which one has to fit
 */
public record Condition(String operator, String key, List<String> values) {
    private static final Set<String> NARROW =
            Set.of("stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress");
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0/0", "::/0");
    private static final String ANY_VALUE = "foranyvalue:";

    public Condition {
        key = key.toLowerCase(Locale.ROOT);
        values = List.copyOf(values);
    }

    /**
     * Whether it demands certain values. Tests that hold where the key is missing ({@code IfExists}, {@code ForAllValues}),
     * that exclude values, or that take any, do not narrow anything down.
     */
    public boolean narrows() {
        String name = operator.toLowerCase(Locale.ROOT);
        String plain = name.startsWith(ANY_VALUE) ? name.substring(ANY_VALUE.length()) : name;
        return NARROW.contains(plain)
                && !values.isEmpty()
                && values.stream().noneMatch(value -> wild(value) || EVERYWHERE.contains(value));
    }

    /** Nothing but wildcards and what separates them: {@code *}, {@code arn:*}, {@code arn:aws:ecs:*:*:*}. */
    private static boolean wild(String value) {
        String rest = value.replaceFirst("^arn(:[a-z-]*){0,2}", "");
        return Wildcards.any(value) && rest.chars().allMatch(character -> "*?:/".indexOf(character) >= 0);
    }
}
