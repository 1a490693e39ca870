package io.jenkins.lib.containergate.text;

import java.util.Locale;

/** How many there are of something, in words of reports. */
public final class Counted {
    private Counted() {}

    /**
     * {@code 1 package}, {@code 2,000 packages}.
     *
     * @param kind in the singular; of {@code package of Debian} the first word has a plural
     */
    public static String of(long count, String kind) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? kind : plural(kind));
    }

    /** Names of types ({@code AWS::ECS::Service}, {@code aws_ecs_service}) have no plural. */
    private static String plural(String kind) {
        if (kind.contains("::") || kind.contains("_") || kind.contains("/")) {
            return kind;
        }
        int of = kind.indexOf(" of ");
        if (of > 0) {
            return plural(kind.substring(0, of)) + kind.substring(of);
        }
        if (kind.matches(".*[^aeiou]y")) {
            return kind.substring(0, kind.length() - 1) + "ies";
        }
        return kind.matches(".*(s|x|ch|sh)") ? kind + "es" : kind + "s";
    }
}
