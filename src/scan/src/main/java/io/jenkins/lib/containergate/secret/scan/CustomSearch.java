package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Matcher;
import io.jenkins.lib.containergate.secret.catalogue.AnchoredPattern;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue.KeywordRule;
import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.detect.Span;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the rules of an organisation of one buffer: at their keywords where that is enough, else of all of it. */
final class CustomSearch {
    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final Subject subject;
    private final Subject.Place place;
    private final TextWindow window;
    private final List<CustomRule> everywhere = new ArrayList<>();
    /** Rules that were asked already whether they are for the whole text; by identity, as to compare them takes long. */
    private final Set<CustomRule> weighed = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Where the last match of a rule ends: the next one comes after it, as in a search of the whole text. */
    private final Map<CustomRule, Integer> ends = new IdentityHashMap<>();
    /** Made when it is needed: most buffers have none of the keywords. */
    private @Nullable String text;

    private @Nullable String lower;

    CustomSearch(
            SecretCatalogue catalogue, ScanOptions options, Subject subject, Subject.Place place, TextWindow window) {
        this.catalogue = catalogue;
        this.options = options;
        this.subject = subject;
        this.place = place;
        this.window = window;
    }

    /** What follows a position of the text, without a copy of it. */
    private record Rest(String text, int from, int length) implements CharSequence {
        @Override
        public char charAt(int index) {
            return text.charAt(from + index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(from + start, from + end);
        }

        @Override
        public String toString() {
            return text.substring(from, from + length);
        }
    }

    /** Where a keyword stands. */
    void at(int start, int end, List<KeywordRule> rules, List<Hit> hits) {
        for (KeywordRule each : rules) {
            if (each.anchored().isEmpty()) {
                whole(each);
            } else {
                for (int offset : each.offsets()) {
                    if (start >= offset && each.anchored().get().possible(text(), start - offset, end)) {
                        anchored(each.rule(), each.anchored().get(), start - offset, hits);
                    }
                }
            }
        }
    }

    /** Asked once of a text, however often the keyword is in it. */
    private void whole(KeywordRule asked) {
        if (!weighed.add(asked.rule())) {
            return;
        }
        if (asked.needed().isEmpty() || asked.needed().stream().anyMatch(needed -> lower().contains(needed))) {
            everywhere.add(asked.rule());
        }
    }

    private void anchored(CustomRule rule, AnchoredPattern anchored, int head, List<Hit> hits) {
        int after = ends.getOrDefault(rule, 0);
        if (head < after || hits.size() >= BufferSearch.MOST_HITS || !rule.concerns(place.path())) {
            return;
        }
        int end = Math.min(text().length(), head + Detector.REACH);
        if (!anchored.head().matcher(new Rest(text(), head, end - head)).lookingAt()) {
            return;
        }
        // one more than a match may have, to see what stands before it
        int begin = Math.max(0, head - anchored.before() - 1);
        Matcher matcher = rule.pattern().orElseThrow().matcher(new Rest(text(), begin, end - begin));
        int from = Math.max(0, after - begin);
        while (from <= end - begin && matcher.find(from) && begin + matcher.start() <= head) {
            if (matcher.start() == 0 && begin > 0) {
                from = 1;
                continue;
            }
            if (hits.size() >= BufferSearch.MOST_HITS || !subject.candidate(place)) {
                return;
            }
            found(rule, matcher, begin, hits);
            ends.put(rule, begin + matcher.end());
            from = Math.max(matcher.end(), matcher.start() + 1);
        }
    }

    /** When all keywords have been seen: what has to be asked of all the text. */
    void everywhere(List<Hit> hits) {
        catalogue.customRules().stream()
                .filter(rule -> rule.keywords().isEmpty())
                .forEach(everywhere::add);
        for (CustomRule rule : everywhere) {
            if (rule.pattern().isPresent() && rule.concerns(place.path())) {
                Matcher matcher = rule.pattern().get().matcher(text());
                while (matcher.find() && hits.size() < BufferSearch.MOST_HITS) {
                    if (!subject.candidate(place)) {
                        return;
                    }
                    found(rule, matcher, 0, hits);
                }
            }
        }
    }

    private String lower() {
        String known = lower;
        if (known == null) {
            known = text().toLowerCase(Locale.ROOT);
            lower = known;
        }
        return known;
    }

    private String text() {
        String known = text;
        if (known == null) {
            known = window.text(0, window.end());
            text = known;
        }
        return known;
    }

    /** @param base of the matcher's positions */
    private void found(CustomRule rule, Matcher matcher, int base, List<Hit> hits) {
        int group = rule.group();
        for (int g = 1; group == 0 && g <= matcher.groupCount(); g++) {
            group = matcher.start(g) >= 0 ? g : 0;
        }
        if (group > matcher.groupCount() || matcher.start(group) < 0) {
            return;
        }
        Span span = new Span(base + matcher.start(group), base + matcher.end(group), 0, Optional.empty());
        String value = window.text(span.start(), span.end());
        String line = options.line(window, span.start(), span.end());
        boolean allowed = value.isEmpty()
                || rule.entropy() > 0 && Entropy.bitsPerCharacter(value) <= rule.entropy()
                || rule.allowLists().stream().anyMatch(list -> list.allows(place.path(), value, matcher.group(), line))
                || options.allowed(window, span.start(), span.end());
        if (!allowed) {
            // what an organisation looks for counts wherever it lies: its rule can leave paths out
            hits.add(Hit.of(rule.id(), rule.title(), rule.severity(), false, true, span, value, options.redaction()));
        }
    }
}
