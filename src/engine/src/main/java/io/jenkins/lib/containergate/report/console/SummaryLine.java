package io.jenkins.lib.containergate.report.console;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.SafeText;
import java.util.Arrays;
import java.util.stream.Collectors;

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
        return outcome + "  " + counts + "  " + SafeText.visible(subject, MAX_TEXT) + "  "
                + SafeText.visible(DecisiveReason.of(verdict), MAX_TEXT);
    }

    private static int count(Verdict verdict, Severity severity) {
        return verdict.gates().stream()
                .map(GateResult::counts)
                .mapToInt(counts -> counts.getOrDefault(severity, 0))
                .sum();
    }
}
