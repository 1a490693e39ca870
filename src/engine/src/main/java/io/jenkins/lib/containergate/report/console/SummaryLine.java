package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The last line: outcome, counts, digest, decisive reason. Never cut, so that it can be searched for in a log. */
final class SummaryLine {
    private static final int MAX_TEXT = 300;

    private SummaryLine() {}

    static String of(Verdict verdict, ConsoleStyle style) {
        String counts = Arrays.stream(Severity.values())
                .map(severity -> count(verdict, severity) + " " + severity.key())
                .collect(Collectors.joining(", "));
        String subject = verdict.subject().digest().orElse(verdict.subject().reference());
        String outcome =
                style.paint(Tone.of(verdict.outcome()), verdict.outcome().name());
        return outcome + "  " + counts + excepted(verdict) + "  " + SafeText.visible(subject, MAX_TEXT) + "  "
                + SafeText.visible(DecisiveReason.of(verdict), MAX_TEXT);
    }

    /** So that nobody wonders about a critical finding beside a PASS. */
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

    private static int count(Verdict verdict, Severity severity) {
        return verdict.gates().stream()
                .map(GateResult::counts)
                .mapToInt(counts -> counts.getOrDefault(severity, 0))
                .sum();
    }
}
