package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.detect.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A secret at a place in a buffer, already redacted.
 *
 * @param issued see {@link FoundSecret}
 * @param illustrates see {@link FoundSecret}
 * @param identity of rule and value, known only inside the scan
 */
record Hit(
        RuleId rule,
        String title,
        Severity severity,
        boolean generic,
        boolean issued,
        boolean illustrates,
        int start,
        int end,
        String sample,
        Optional<String> note,
        List<String> through,
        Optional<Fingerprint> fingerprint,
        String identity) {
    /** Of rules for the same value: a provider's before a generic one, the more severe, the longer. */
    private static final Comparator<Hit> STRONGEST_FIRST = Comparator.comparing(Hit::generic)
            .thenComparing(Hit::severity)
            .thenComparing(hit -> hit.through().size())
            .thenComparing(hit -> hit.start() - hit.end())
            .thenComparing(Hit::rule);

    static Hit of(
            RuleId id,
            String title,
            Severity severity,
            boolean generic,
            boolean issued,
            Span span,
            String value,
            Redaction redaction) {
        return new Hit(
                id,
                title,
                severity,
                generic,
                issued,
                span.illustrates(),
                span.start(),
                span.end(),
                Redaction.sample(value, span.visible()),
                span.note(),
                List.of(),
                redaction.fingerprint(id, value),
                id.value() + "\0" + value);
    }

    /** The same secret, found in what the stretch of the outer buffer decodes to. */
    Hit within(int outerStart, int outerEnd, String encoding) {
        List<String> all = new ArrayList<>();
        all.add(encoding);
        all.addAll(through);
        return at(outerStart, outerEnd, List.copyOf(all));
    }

    /** The same secret, in the positions of the buffer it was taken from. */
    Hit at(int outerStart, int outerEnd) {
        return at(outerStart, outerEnd, through);
    }

    private Hit at(int outerStart, int outerEnd, List<String> encodings) {
        return new Hit(
                rule,
                title,
                severity,
                generic,
                issued,
                illustrates,
                outerStart,
                outerEnd,
                sample,
                note,
                encodings,
                fingerprint,
                identity);
    }

    /** The secret itself, known only inside the scan. */
    String value() {
        return identity.substring(identity.indexOf('\0') + 1);
    }

    /** One hit for each value, in the order of their places. */
    static List<Hit> strongest(List<Hit> hits) {
        List<Hit> kept = new ArrayList<>();
        hits.sort(STRONGEST_FIRST);
        for (Hit hit : hits) {
            boolean taken = false;
            for (Hit other : kept) {
                if (hit.start < other.end && other.start < hit.end && !hit.sibling(other)) {
                    taken = true;
                    break;
                }
            }
            if (!taken) {
                kept.add(hit);
            }
        }
        kept.sort(Comparator.comparing(Hit::start));
        return kept;
    }

    /** Different secrets in one encoded stretch share its place. */
    private boolean sibling(Hit other) {
        return !through.isEmpty()
                && through.equals(other.through)
                && start == other.start
                && end == other.end
                && !value().equals(other.value());
    }

    /** Nothing that says what the value is. */
    @Override
    public String toString() {
        return "Hit[" + rule + "]";
    }
}
