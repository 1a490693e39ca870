package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Choice;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Condition;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Group;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.OneOf;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Repeat;
import io.jenkins.lib.containergate.secret.catalogue.PatternPart.Sequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Texts one of which stands in every match of a pattern, at a known distance from its begin.
 *
 * @param texts in lower case, of printable ASCII, whatever their case in the match
 * @param least characters before them, at least
 * @param most characters before them, or {@link PatternPart#UNBOUNDED}
 * @see <a href="https://github.com/google/re2/blob/main/re2/prefilter.h">the same idea in RE2's FilteredRE2</a>
 */
record RequiredTexts(Set<String> texts, int least, int most) {
    private static final int MOST_TEXTS = 64;
    private static final int MOST_OF_A_CLASS = 12;
    /** A shorter one is nearly everywhere. */
    private static final int SHORTEST = 2;
    /** From which length on a text is as good as any other. */
    private static final int LONG_ENOUGH = 4;

    private static final int LONGEST = 100;

    RequiredTexts {
        texts = Set.copyOf(texts);
    }

    /**
     * @param exact all texts that the part matches, in lower case; empty where there are too many
     * @param best the best required texts; empty where there are none
     */
    private record Known(Optional<Set<String>> exact, Optional<RequiredTexts> best) {
        static final Known NOTHING = new Known(Optional.empty(), Optional.empty());

        Optional<RequiredTexts> required() {
            Optional<RequiredTexts> whole = exact.flatMap(texts -> of(texts, 0, 0));
            return whole.isPresent() ? whole : best;
        }
    }

    /** Only the texts; none where they are not known. */
    static Set<String> ofAny(Optional<PatternPart> pattern) {
        return pattern.flatMap(RequiredTexts::of).map(RequiredTexts::texts).orElse(Set.of());
    }

    static Optional<RequiredTexts> of(PatternPart pattern) {
        return known(pattern).required();
    }

    private static Optional<RequiredTexts> of(Set<String> texts, int least, int most) {
        boolean usable = !texts.isEmpty() && texts.stream().allMatch(text -> text.length() >= SHORTEST);
        return usable ? Optional.of(new RequiredTexts(texts, least, most)) : Optional.empty();
    }

    private static Known known(PatternPart part) {
        if (part instanceof OneOf one) {
            return new Known(texts(one), Optional.empty());
        }
        if (part instanceof Condition) {
            return new Known(Optional.of(Set.of("")), Optional.empty());
        }
        if (part instanceof Group group) {
            return known(group.part());
        }
        if (part instanceof Repeat repeat) {
            return repeated(repeat);
        }
        return part instanceof Choice choice ? either(choice.parts()) : sequence(((Sequence) part).parts());
    }

    private static Optional<Set<String>> texts(OneOf one) {
        Set<String> texts = new TreeSet<>();
        for (int c = one.characters().nextSetBit(0);
                c >= 0;
                c = one.characters().nextSetBit(c + 1)) {
            if (c < ' ' || c > '~') {
                return Optional.empty();
            }
            texts.add(String.valueOf((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        }
        return texts.isEmpty() || texts.size() > MOST_OF_A_CLASS ? Optional.empty() : Optional.of(texts);
    }

    private static Known repeated(Repeat repeat) {
        Known inner = known(repeat.part());
        if (repeat.from() == 0) {
            Optional<Set<String>> maybe = repeat.to() == 1 ? inner.exact() : Optional.empty();
            return new Known(maybe.map(RequiredTexts::orNothing), Optional.empty());
        }
        if (repeat.from() == repeat.to() && inner.exact().isPresent() && repeat.to() <= LONGEST) {
            Optional<Set<String>> all = Optional.of(Set.of(""));
            for (int i = 0; i < repeat.to() && all.isPresent(); i++) {
                all = joined(all.get(), inner.exact().get());
            }
            if (all.isPresent()) {
                return new Known(all, Optional.empty());
            }
        }
        return new Known(Optional.empty(), inner.required());
    }

    private static Set<String> orNothing(Set<String> texts) {
        Set<String> all = new LinkedHashSet<>(texts);
        all.add("");
        return all;
    }

    private static Known either(List<PatternPart> parts) {
        Set<String> exact = new LinkedHashSet<>();
        Set<String> required = new LinkedHashSet<>();
        boolean finite = true;
        boolean all = true;
        int least = PatternPart.UNBOUNDED;
        int most = 0;
        for (PatternPart part : parts) {
            Known known = known(part);
            finite &= known.exact().isPresent();
            known.exact().ifPresent(exact::addAll);
            Optional<RequiredTexts> needed = known.required();
            all &= needed.isPresent();
            if (needed.isPresent()) {
                required.addAll(needed.get().texts());
                least = Math.min(least, needed.get().least());
                most = Math.max(most, needed.get().most());
            }
        }
        return new Known(
                finite && exact.size() <= MOST_TEXTS ? Optional.of(exact) : Optional.empty(),
                all && required.size() <= MOST_TEXTS ? of(required, least, most) : Optional.empty());
    }

    private static Known sequence(List<PatternPart> parts) {
        Optional<RequiredTexts> best = Optional.empty();
        Set<String> run = Set.of("");
        boolean exact = true;
        int runLeast = 0;
        int runMost = 0;
        int least = 0;
        int most = 0;
        for (PatternPart part : parts) {
            Known known = known(part);
            Optional<Set<String>> longer = known.exact().flatMap(joined(run));
            if (longer.isPresent()) {
                run = longer.get();
            } else {
                exact = false;
                best = better(best, of(run, runLeast, runMost));
                int before = least;
                int beforeMost = most;
                best = better(best, known.required().map(required -> required.after(before, beforeMost)));
                run = known.exact().orElse(Set.of(""));
            }
            boolean begun = longer.isPresent() || known.exact().isPresent();
            if (!longer.isPresent() && begun) {
                runLeast = least;
                runMost = most;
            }
            least = sum(least, part.least());
            most = sum(most, part.most());
            if (!begun) {
                runLeast = least;
                runMost = most;
            }
        }
        best = better(best, of(run, runLeast, runMost));
        return new Known(exact ? Optional.of(run) : Optional.empty(), best);
    }

    private static java.util.function.Function<Set<String>, Optional<Set<String>>> joined(Set<String> first) {
        return second -> joined(first, second);
    }

    private static Optional<Set<String>> joined(Set<String> first, Set<String> second) {
        Set<String> all = new LinkedHashSet<>();
        for (String one : first) {
            for (String other : second) {
                all.add(one + other);
                if (all.size() > MOST_TEXTS || one.length() + other.length() > LONGEST) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(all);
    }

    private static int sum(int one, int other) {
        return (int) Math.min(PatternPart.UNBOUNDED, (long) one + other);
    }

    /** Where so many characters are before it. */
    RequiredTexts after(int fewest, int greatest) {
        return new RequiredTexts(texts, sum(least, fewest), sum(most, greatest));
    }

    private static Optional<RequiredTexts> better(Optional<RequiredTexts> one, Optional<RequiredTexts> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return other.get().worth() > one.get().worth() ? other : one;
    }

    /** At a bounded distance before anything else, then the longer, then those at one distance only, then the fewer. */
    private int worth() {
        int shortest = texts.stream().mapToInt(String::length).min().orElse(0);
        int length = Math.min(shortest, LONG_ENOUGH);
        return (most == PatternPart.UNBOUNDED ? 0 : 10_000) + 1_000 * length + (least == most ? 500 : 0) - texts.size();
    }
}
