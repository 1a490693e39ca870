package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Choice;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Condition;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Group;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.OneOf;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Repeat;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Sequence;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes parts of a pattern for {@link java.util.regex}, with RE2's meaning: every class spelled out, ends of texts and lines
 * as RE2 knows them. Both engines prefer the same match of those that begin at one place.
 */
final class JavaPattern {
    private static final String WORD = "[0-9A-Z_a-z]";

    private final StringBuilder out = new StringBuilder();

    private JavaPattern() {}

    static Pattern of(List<PatternPart> parts) {
        JavaPattern pattern = new JavaPattern();
        parts.forEach(pattern::write);
        return Pattern.compile(pattern.out.toString());
    }

    private void write(PatternPart part) {
        if (part instanceof OneOf one) {
            characters(one.characters());
        } else if (part instanceof Condition condition) {
            out.append(
                    switch (condition) {
                        case WORD_BOUNDARY -> "(?:(?<=" + WORD + ")(?!" + WORD + ")|(?<!" + WORD + ")(?=" + WORD + "))";
                        case NO_WORD_BOUNDARY ->
                            "(?:(?<=" + WORD + ")(?=" + WORD + ")|(?<!" + WORD + ")(?!" + WORD + "))";
                        case TEXT_BEGIN -> "\\A";
                        case TEXT_END -> "\\z";
                        case LINE_BEGIN -> "(?<![^\\n])";
                        case LINE_END -> "(?![^\\n])";
                    });
        } else if (part instanceof Group group) {
            enclosed("(", List.of(group.part()));
        } else if (part instanceof Choice choice) {
            enclosed("(?:", choice.parts());
        } else if (part instanceof Sequence sequence) {
            sequence.parts().forEach(this::write);
        } else if (part instanceof Repeat repeat) {
            enclosed("(?:", List.of(repeat.part()));
            String to = repeat.to() == PatternPart.UNBOUNDED ? "" : String.valueOf(repeat.to());
            out.append('{').append(repeat.from()).append(',').append(to).append('}');
            out.append(repeat.greedy() ? "" : "?");
        }
    }

    private void enclosed(String opening, List<PatternPart> alternatives) {
        if (alternatives.size() == 1 && alternatives.get(0) instanceof OneOf && opening.equals("(?:")) {
            write(alternatives.get(0));
            return;
        }
        String before = opening;
        for (PatternPart alternative : alternatives) {
            out.append(before);
            write(alternative);
            before = "|";
        }
        out.append(')');
    }

    private void characters(BitSet set) {
        if (set.cardinality() == 1) {
            one(set.nextSetBit(0));
            return;
        }
        if (set.isEmpty()) {
            out.append("(?!)");
            return;
        }
        out.append('[');
        for (int from = set.nextSetBit(0); from >= 0; ) {
            int to = set.nextClearBit(from) - 1;
            one(from);
            if (to > from) {
                out.append('-');
                one(to);
            }
            from = set.nextSetBit(to + 1);
        }
        out.append(']');
    }

    private void one(int c) {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
            out.append((char) c);
        } else {
            out.append(String.format(Locale.ROOT, "\\x%02x", c));
        }
    }
}
