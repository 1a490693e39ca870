package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Condition;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Sequence;
import io.jenkins.lib.containergate.secret.text.Late;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of which every match holds one of some texts at a bounded distance from its begin. It is tried at these texts
 * and nowhere else, which finds the same as to look for it in the whole text: RE2/J takes as long for that as the search
 * for all of this project's rules together. There it is tried by backtracking, in a bounded number of steps.
 */
public final class AnchoredPattern {
    /** Parts, with those of repeated groups written out: a match of Java recurses as deep. */
    private static final int MOST_PARTS = 1_000;
    /** Characters before the text. */
    private static final int FARTHEST = 1_000;

    private final Set<String> texts;
    private final Late<Pattern> whole;
    private final Distance ofWhole;
    private final Late<Rest> rest;
    private final int stepsOfCharacter;

    /** Characters before a text, in a part of the pattern. */
    private record Distance(int least, int most) {
        static Distance of(RequiredTexts texts) {
            return new Distance(texts.least(), texts.most());
        }
    }

    /**
     * What of the pattern begins near the texts, and is tried first.
     *
     * @param starts where it may match, if anything tells that
     * @param before the only characters that a match may have before it, if it is as simple as that
     */
    private record Rest(Pattern pattern, Distance distance, Optional<PossibleStarts> starts, Optional<BitSet> before) {
        static Rest of(List<PatternPart> parts, RequiredTexts texts) {
            int begin = beginOfRest(parts, texts);
            List<PatternPart> after = parts.subList(begin, parts.size());
            Optional<RequiredTexts> inRest = RequiredTexts.of(new Sequence(after))
                    .filter(required -> required.texts().equals(texts.texts()));
            return inRest.isEmpty()
                    ? new Rest(JavaPattern.of(parts), Distance.of(texts), PossibleStarts.of(parts), Optional.empty())
                    : new Rest(
                            JavaPattern.of(after),
                            Distance.of(inRest.get()),
                            PossibleStarts.of(after),
                            PossibleStarts.run(parts.subList(0, begin)));
        }
    }

    /** Most patterns are never tried: what that takes is made when the first of their texts is found. */
    private AnchoredPattern(List<PatternPart> parts, RequiredTexts texts, int stepsOfCharacter) {
        this.texts = texts.texts();
        this.whole = new Late<>(() -> JavaPattern.of(parts));
        this.ofWhole = Distance.of(texts);
        this.rest = new Late<>(() -> Rest.of(parts, texts));
        this.stepsOfCharacter = stepsOfCharacter;
    }

    /**
     * Empty where no such texts are certain.
     *
     * @param stepsOfCharacter steps that a search may take for each character of a text
     */
    static Optional<AnchoredPattern> of(PatternPart pattern, int stepsOfCharacter) {
        Optional<RequiredTexts> required = RequiredTexts.of(pattern).filter(texts -> texts.most() <= FARTHEST);
        if (required.isEmpty() || pattern.size() > MOST_PARTS) {
            return Optional.empty();
        }
        List<PatternPart> parts = pattern instanceof Sequence sequence ? sequence.parts() : List.of(pattern);
        return Optional.of(new AnchoredPattern(parts, required.get(), stepsOfCharacter));
    }

    /**
     * The last part that the texts can be required from, with the conditions before it. They are to be those at the same
     * place: the same may stand further behind, too.
     */
    private static int beginOfRest(List<PatternPart> parts, RequiredTexts texts) {
        int begin = 0;
        for (int i = 1; i < parts.size(); i++) {
            Sequence before = new Sequence(parts.subList(0, i));
            boolean still = RequiredTexts.of(new Sequence(parts.subList(i, parts.size())))
                    .filter(required ->
                            required.after(before.least(), before.most()).equals(texts))
                    .isPresent();
            boolean condition = parts.get(i - 1) instanceof Condition;
            if (still && !condition) {
                begin = i;
            }
        }
        return begin;
    }

    /** In lower case; every match holds one of them, in whatever case. */
    Set<String> texts() {
        return texts;
    }

    /** What a match is, by the positions of its groups. */
    public record Match(List<Integer> starts, List<Integer> ends) {
        public Match {
            starts = List.copyOf(starts);
            ends = List.copyOf(ends);
        }

        public int start() {
            return starts.get(0);
        }

        public int end() {
            return ends.get(0);
        }
    }

    /** A search of one text, from the front to the back. */
    public final class Search {
        private final Counted text;
        private final Rest near;
        private final Matcher possible;
        /** Made when it is needed: most texts have no place where the pattern may match. */
        private @Nullable Matcher matcher;

        private int after;

        private Search(String text) {
            this.text = new Counted(text, (text.length() + 1_000L) * stepsOfCharacter);
            near = rest.get();
            possible = matcher(near.pattern());
        }

        private Matcher matcher(Pattern pattern) {
            return pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        }

        /**
         * The next match that holds a text there, or begins before.
         *
         * @param position of one of the {@link #texts()}; never smaller than the last one
         * @throws StepsExceeded when the text asks for more steps than are allowed
         */
        public Optional<Match> next(int position) throws StepsExceeded {
            try {
                return possible(position) ? found(position) : Optional.empty();
            } catch (Counted.Exhausted e) {
                throw new StepsExceeded();
            }
        }

        /** Where the search goes on: the end of the last match. */
        public int after() {
            return after;
        }

        private boolean possible(int position) {
            int last = position - near.distance().least();
            for (int start = Math.max(0, position - near.distance().most()); start <= last; start++) {
                if ((near.starts().isEmpty() || near.starts().get().at(text, start)) && matches(possible, start)) {
                    return true;
                }
            }
            return false;
        }

        private Optional<Match> found(int position) {
            Matcher match = matcher == null ? matcher(whole.get()) : matcher;
            matcher = match;
            int last = position - ofWhole.least();
            for (int start = Math.max(after, earliest(position)); start <= last; start++) {
                if (matches(match, start)) {
                    after = Math.max(match.end(), start + 1);
                    return Optional.of(new Match(groups(match, match::start), groups(match, match::end)));
                }
            }
            return Optional.empty();
        }

        /**
         * Where a match with the text there may begin. What else begins before holds another text: one before it, where it was found,
         * as matches are looked for from the front.
         */
        private int earliest(int position) {
            int earliest = Math.max(0, position - ofWhole.most());
            if (near.before().isEmpty()) {
                return earliest;
            }
            int start = Math.max(0, position - near.distance().most());
            while (start > earliest && near.before().get().get(text.charAt(start - 1))) {
                start--;
            }
            return start;
        }

        private boolean matches(Matcher of, int start) {
            of.region(start, text.length());
            return of.lookingAt();
        }

        private static List<Integer> groups(Matcher match, IntUnaryOperator position) {
            List<Integer> all = new ArrayList<>();
            for (int group = 0; group <= match.groupCount(); group++) {
                all.add(position.applyAsInt(group));
            }
            return all;
        }
    }

    public Search search(String text) {
        return new Search(text);
    }

    /** A text asks for more steps than it may: it is to be searched in another way. */
    public static final class StepsExceeded extends Exception {
        private static final long serialVersionUID = 1;

        StepsExceeded() {
            super("more steps than allowed", null, false, false);
        }
    }

    /** A text that counts how often it is looked at, which is what backtracking does. */
    private static final class Counted implements CharSequence {
        private final String text;
        private long left;

        Counted(String text, long left) {
            this.text = text;
            this.left = left;
        }

        static final class Exhausted extends RuntimeException {
            private static final long serialVersionUID = 1;

            Exhausted() {
                super("exhausted", null, false, false);
            }
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
