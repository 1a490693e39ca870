package io.jenkins.lib.containergate.secret.scan;

import com.google.re2j.Matcher;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.catalogue.AnchoredPattern;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue.PlannedRule;
import io.jenkins.lib.containergate.secret.detect.Span;
import io.jenkins.lib.containergate.secret.text.Entropy;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Asks the rules of an organisation of one buffer: at the texts that their matches hold where that is enough, else of all of it. */
final class CustomSearch {
    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final ScannedFile subject;
    private final ScannedFile.Place place;
    private final TextWindow window;
    /** Where what leads to a rule stands; by identity, as to compare rules takes long. */
    private final Map<PlannedRule, Positions> led = new IdentityHashMap<>();
    /** Made when it is needed: most buffers have nothing that leads to a rule. */
    private @Nullable String text;

    CustomSearch(
            SecretCatalogue catalogue,
            ScanOptions options,
            ScannedFile subject,
            ScannedFile.Place place,
            TextWindow window) {
        this.catalogue = catalogue;
        this.options = options;
        this.subject = subject;
        this.place = place;
        this.window = window;
    }

    /** Positions of one rule; of one that is asked of the whole text the first is enough. */
    private static final class Positions {
        private int[] all = new int[4];
        private int count;

        void add(int position) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = position;
        }

        int[] sorted() {
            int[] sorted = Arrays.copyOf(all, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }

    /** Notes where something leads to rules. */
    void at(int start, List<PlannedRule> rules) {
        for (PlannedRule rule : rules) {
            Positions positions = led.computeIfAbsent(rule, unused -> new Positions());
            if (rule.anchored().isPresent() || positions.count == 0) {
                positions.add(start);
            }
        }
    }

    /** When all that leads to rules has been noted. */
    void search(List<Hit> hits) throws GateException, InterruptedException {
        for (PlannedRule rule : catalogue.customRulesOfAll()) {
            subject.checkDeadline();
            whole(rule, hits);
        }
        // in the order of the rules, whatever leads to them
        for (PlannedRule rule : led.isEmpty() ? List.<PlannedRule>of() : catalogue.plannedRules()) {
            Positions positions = led.get(rule);
            if (positions == null) {
                continue;
            }
            subject.checkDeadline();
            if (rule.anchored().isPresent()) {
                anchored(rule, rule.anchored().get(), positions.sorted(), hits);
            } else {
                whole(rule, hits);
            }
        }
    }

    private void anchored(PlannedRule asked, AnchoredPattern pattern, int[] positions, List<Hit> hits) {
        if (!asked.concerns(place.path())) {
            return;
        }
        CustomRule rule = asked.rule();
        AnchoredPattern.Search search = pattern.search(text());
        boolean keyword = rule.keywords().isEmpty();
        try {
            for (int position : positions) {
                for (Optional<AnchoredPattern.Match> match = search.next(position);
                        match.isPresent();
                        match = search.next(position)) {
                    keyword = keyword
                            || hasKeyword(rule, match.get().start(), match.get().end());
                    if (!keyword || hits.size() >= BufferSearch.MOST_HITS || !subject.candidate(place)) {
                        return;
                    }
                    found(rule, groups(match.get()), hits);
                }
            }
        } catch (AnchoredPattern.StepsExceeded e) {
            if (keyword || hasKeyword(rule, 0, window.end())) {
                whole(rule, search.after(), hits);
            }
        }
    }

    /** Whether the text has a keyword of the rule, which nearly always stands in the match itself. */
    private boolean hasKeyword(CustomRule rule, int start, int end) {
        return hasKeywordIn(rule, start, end) || hasKeywordIn(rule, 0, window.end());
    }

    private boolean hasKeywordIn(CustomRule rule, int from, int to) {
        for (String word : rule.keywords()) {
            if (window.indexOf(word.toLowerCase(Locale.ROOT), from, to) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void whole(PlannedRule asked, List<Hit> hits) {
        if (asked.rule().pattern().isPresent()
                && asked.concerns(place.path())
                && (asked.needed().isEmpty()
                        || asked.needed().stream().anyMatch(text -> window.indexOf(text, 0, window.end()) >= 0))) {
            whole(asked.rule(), 0, hits);
        }
    }

    private void whole(CustomRule rule, int from, List<Hit> hits) {
        Matcher matcher = rule.pattern().orElseThrow().matcher(text());
        for (boolean more = from <= text().length() && matcher.find(from);
                more && hits.size() < BufferSearch.MOST_HITS;
                more = matcher.find()) {
            if (!subject.candidate(place)) {
                return;
            }
            found(rule, groups(matcher), hits);
        }
    }

    private String text() {
        String known = text;
        if (known == null) {
            known = window.text(0, window.end());
            text = known;
        }
        return known;
    }

    /** Where the groups of a match stand; negative for one that took no part. */
    private record Groups(int count, IntUnaryOperator start, IntUnaryOperator end) {}

    private static Groups groups(Matcher matcher) {
        return new Groups(matcher.groupCount(), matcher::start, matcher::end);
    }

    private static Groups groups(AnchoredPattern.Match match) {
        return new Groups(match.starts().size() - 1, match.starts()::get, match.ends()::get);
    }

    private void found(CustomRule rule, Groups groups, List<Hit> hits) {
        int group = rule.group();
        for (int g = 1; group == 0 && g <= groups.count(); g++) {
            group = groups.start().applyAsInt(g) >= 0 ? g : 0;
        }
        if (group > groups.count() || groups.start().applyAsInt(group) < 0) {
            return;
        }
        Span span = new Span(groups.start().applyAsInt(group), groups.end().applyAsInt(group), 0, Optional.empty());
        String value = window.text(span.start(), span.end());
        if (value.isEmpty() || rule.entropy() > 0 && Entropy.bitsPerCharacter(value) <= rule.entropy()) {
            return;
        }
        String match = window.text(groups.start().applyAsInt(0), groups.end().applyAsInt(0));
        String line = options.line(window, span.start(), span.end());
        boolean allowed = rule.allowLists().stream().anyMatch(list -> list.allows(place.path(), value, match, line))
                || options.allowed(window, span.start(), span.end());
        if (!allowed) {
            // what an organisation looks for counts wherever it lies: its rule can leave paths out
            hits.add(Hit.of(rule.id(), rule.title(), rule.severity(), false, true, span, value, options.redaction()));
        }
    }
}
