package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Choice;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Condition;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Group;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.OneOf;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Repeat;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Sequence;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Where a pattern may match: a question that nearly all places fail after a few characters, so that the pattern itself is tried at
 * the others only. It is answered by a character that each match needs, such as the sign between a name and its value, and by those
 * that may stand before it.
 */
final class PossibleStarts {
    private static final int CHARACTERS = 256;
    /** So far a character that is needed is looked for. */
    private static final int FARTHEST = 100;
    /** More kinds of characters tell little. */
    private static final int MOST_NEEDED = 16;

    private final BitSet before;
    private final BitSet needed;
    private final int farthest;

    private PossibleStarts(BitSet before, BitSet needed, int farthest) {
        this.before = before;
        this.needed = needed;
        this.farthest = farthest;
    }

    /** Of what matches these parts, one after the other; empty where nothing is known that would tell. */
    static Optional<PossibleStarts> of(List<PatternPart> parts) {
        BitSet before = new BitSet(CHARACTERS);
        long farthest = 0;
        for (PatternPart part : parts) {
            BitSet first = new BitSet(CHARACTERS);
            first(part, first);
            if (farthest > 0 && part.least() > 0 && first.cardinality() <= MOST_NEEDED && !first.intersects(before)) {
                return Optional.of(new PossibleStarts(before, first, (int) farthest));
            }
            all(part, before);
            farthest += part.most();
            if (farthest > FARTHEST) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Adds every character that a match of the part may begin with. */
    private static void first(PatternPart part, BitSet characters) {
        if (part instanceof OneOf one) {
            characters.or(one.characters());
        } else if (part instanceof Group group) {
            first(group.part(), characters);
        } else if (part instanceof Repeat repeat) {
            first(repeat.part(), characters);
        } else if (part instanceof Choice choice) {
            choice.parts().forEach(each -> first(each, characters));
        } else if (part instanceof Sequence sequence) {
            for (PatternPart each : sequence.parts()) {
                first(each, characters);
                if (each.least() > 0) {
                    return;
                }
            }
        }
    }

    /** Adds every character that a match of the part may hold. */
    private static void all(PatternPart part, BitSet characters) {
        if (part instanceof OneOf one) {
            characters.or(one.characters());
        } else if (part instanceof Group group) {
            all(group.part(), characters);
        } else if (part instanceof Repeat repeat) {
            all(repeat.part(), characters);
        } else if (part instanceof Choice choice) {
            choice.parts().forEach(each -> all(each, characters));
        } else if (part instanceof Sequence sequence) {
            sequence.parts().forEach(each -> all(each, characters));
        }
    }

    /** Whether a match may begin there. */
    boolean at(CharSequence text, int start) {
        int last = Math.min(text.length() - 1, start + farthest);
        for (int i = start; i <= last; i++) {
            int c = text.charAt(i);
            if (needed.get(c)) {
                return true;
            }
            if (!before.get(c)) {
                return false;
            }
        }
        return false;
    }

    /**
     * Which characters alone these parts match, however many of them; empty where they are not as simple. A match of a pattern that
     * begins with them begins in a run of these characters.
     */
    static Optional<BitSet> run(List<PatternPart> parts) {
        List<PatternPart> wide =
                parts.stream().filter(part -> !(part instanceof Condition)).toList();
        return wide.size() == 1 && wide.get(0) instanceof Repeat repeat && repeat.part() instanceof OneOf one
                ? Optional.of(one.characters())
                : Optional.empty();
    }
}
