package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict as text for a terminal or a build log. Lines end in {@code \n}. Nothing in the data can move the cursor or
 * set a colour.
 */
public final class ConsoleReport {
    /** For a log, which has no width. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Which findings get a line of their own. */
    public enum Detail {
        /** Those that block, warn or could not be decided; the others are counted. */
        DECISIVE,
        ALL
    }

    private static final int MAX_TEXT = 500;

    private final ConsoleStyle style;
    private final int columns;
    private final Detail detail;
    private final UnaryOperator<String> words;

    /** Lists the findings that decide, and counts the others. */
    public ConsoleReport(ConsoleStyle style, int columns) {
        this(style, columns, Detail.DECISIVE);
    }

    /** @param columns of the terminal; tables are cut to fit, other lines are wrapped between words */
    public ConsoleReport(ConsoleStyle style, int columns, Detail detail) {
        this(style, columns, detail, UnaryOperator.identity());
    }

    /** @param words puts texts of ours into the words of a front end; names, paths and other data are left alone */
    public ConsoleReport(ConsoleStyle style, int columns, Detail detail, UnaryOperator<String> words) {
        this.style = style;
        this.columns = columns;
        this.detail = detail;
        this.words = words;
    }

    /** Ends with one line that has the outcome. */
    public void print(Verdict verdict, Appendable wrapped) throws IOException {
        StringBuilder out = new StringBuilder();
        subject(verdict.subject(), out);
        GateText gates = new GateText(style, columns, detail, words);
        for (List<GateResult> same : Refusals.together(verdict.gates())) {
            out.append('\n');
            gates.print(same, out);
        }
        if (!verdict.notes().isEmpty()) {
            out.append('\n').append(style.paint(Tone.STRONG, "notes")).append('\n');
            notes(verdict, out);
        }
        out.append('\n').append(summary(verdict)).append('\n');
        new WrappedLines(columns).print(out.toString(), wrapped);
    }

    /** What there is to say of a gate beside its outcome and reason. */
    public void details(GateResult gate, Appendable out) throws IOException {
        new GateText(style, columns, detail, words).details(gate, out);
    }

    /** The notes of a verdict, a line each. */
    public void notes(Verdict verdict, Appendable out) throws IOException {
        for (PolicyNote note : verdict.notes()) {
            out.append("  ")
                    .append(visible(note.kind() + ": " + words.apply(note.text())))
                    .append('\n');
        }
    }

    /** The last line of the report alone. */
    public String summary(Verdict verdict) {
        return SummaryLine.of(verdict, style, words);
    }

    private void subject(Subject subject, Appendable out) throws IOException {
        out.append(style.paint(Tone.STRONG, visible(subject.reference())));
        if (subject.platform().isPresent()) {
            out.append(" (").append(visible(subject.platform().get())).append(')');
        }
        out.append('\n');
        if (subject.note().isPresent()) {
            out.append("  ").append(visible(subject.note().get())).append('\n');
        }
    }

    /** Gates that could not begin for one reason, which is said once. */
    static final class Refusals {
        private Refusals() {}

        /** @return every gate once, in the order of the verdict; several together only if all but the name is the same */
        static List<List<GateResult>> together(List<GateResult> gates) {
            Map<Object, List<GateResult>> groups = new LinkedHashMap<>();
            for (GateResult gate : gates) {
                boolean began = !gate.findings().isEmpty() || gate.error().isEmpty();
                Object key = began ? new Object() : List.of(gate.error(), gate.reason(), gate.source(), gate.account());
                groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(gate);
            }
            return List.copyOf(groups.values());
        }
    }

    static String visible(String data) {
        return SafeText.visible(data, MAX_TEXT);
    }

    /** The last line: outcome, counts by severity, digest, decisive reason. Never cut, so that it can be searched for in a log. */
    static final class SummaryLine {
        private static final int MAX_TEXT = 300;

        private SummaryLine() {}

        static String of(Verdict verdict, ConsoleStyle style, UnaryOperator<String> words) {
            String subject = verdict.subject().digest().orElse(verdict.subject().reference());
            String outcome =
                    style.paint(Tone.of(verdict.outcome()), verdict.outcome().name());
            return outcome + "  " + counts(verdict) + SafeText.visible(subject, MAX_TEXT) + "  "
                    + SafeText.visible(words.apply(DecisiveReason.of(verdict)), MAX_TEXT);
        }

        /** What is open, then what is excepted. Empty where nothing was found because nothing could be decided. */
        private static String counts(Verdict verdict) {
            String open = Arrays.stream(Severity.values())
                    .filter(severity -> open(verdict, severity) > 0)
                    .map(severity -> open(verdict, severity) + " " + severity.key())
                    .collect(Collectors.joining(", "));
            String excepted = excepted(verdict);
            if (open.isEmpty() && excepted.isEmpty() && verdict.outcome() == Outcome.ERROR) {
                return "";
            }
            return (open.isEmpty() ? "0 open" : open) + excepted + "  ";
        }

        private static String excepted(Verdict verdict) {
            String excepted = Stream.of(Decision.WAIVED, Decision.BASELINE)
                    .filter(decision -> count(verdict, decision) > 0)
                    .map(decision ->
                            count(verdict, decision) + " " + decision.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            return excepted.isEmpty() ? "" : " (" + excepted + ")";
        }

        private static long count(Verdict verdict, Decision decision) {
            return verdict.gates().stream()
                    .flatMap(gate -> gate.findings().stream())
                    .filter(decided -> decided.decision() == decision)
                    .count();
        }

        private static long open(Verdict verdict, Severity severity) {
            return verdict.gates().stream()
                    .flatMap(gate -> gate.findings().stream())
                    .filter(decided -> decided.finding().severity() == severity)
                    .filter(DecidedFinding::open)
                    .count();
        }
    }
}
