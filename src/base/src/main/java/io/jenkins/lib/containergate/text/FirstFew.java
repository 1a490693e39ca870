package io.jenkins.lib.containergate.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** The first few of many, and how many more there are. */
public final class FirstFew {
    private FirstFew() {}

    /** {@code a, b and 3 more}. */
    public static String of(Collection<?> names, int most) {
        return joined(names, most, ", ") + (names.size() > most ? " and " + (names.size() - most) + " more" : "");
    }

    /** For what has commas of its own: {@code a; b; and 3 more}. */
    public static String sentences(Collection<?> sentences, int most) {
        return joined(sentences, most, "; ")
                + (sentences.size() > most ? "; and " + (sentences.size() - most) + " more" : "");
    }

    private static String joined(Collection<?> all, int most, String between) {
        return all.stream().limit(most).map(Object::toString).collect(Collectors.joining(between));
    }
}
