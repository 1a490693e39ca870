package io.jenkins.lib.containergate.report.json;

import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bounds on what hostile input can make of {@code verdict.json}; honest values are far below them. */
final class Bounded {
    /** UTF-16 units of one string. */
    static final int MAX_TEXT = 16_384;
    /** Elements of one list of a finding, such as its references. */
    static final int MAX_LIST = 256;

    private Bounded() {}

    static String text(String text) {
        return SafeText.bounded(text, MAX_TEXT);
    }

    static @Nullable String text(Optional<String> text) {
        return text.map(Bounded::text).orElse(null);
    }

    static List<String> texts(List<String> texts) {
        return texts.stream().limit(MAX_LIST).map(Bounded::text).toList();
    }
}
