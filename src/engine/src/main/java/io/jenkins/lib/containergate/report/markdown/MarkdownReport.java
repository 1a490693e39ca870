package io.jenkins.lib.containergate.report.markdown;

import static io.jenkins.lib.containergate.report.markdown.MarkdownText.escaped;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.BaseUpgrades;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.SourceText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A summary in GitHub Flavored Markdown: the outcome, a row for each gate, and what blocks, cut off where a comment would
 * become a list. Whatever comes from an image or a database is text: no link, no markup, and nobody who is mentioned.
 */
public final class MarkdownReport implements Report {
    private static final int MAX_NOTE = 1_000;

    @Override
    public String fileName() {
        return "verdict.md";
    }

    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        out.write(text(input.verdict()).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Verdict verdict) {
        StringBuilder text = new StringBuilder("### container-gate: ")
                .append(verdict.outcome())
                .append("\n\n")
                .append(escaped(verdict.subject().reference()))
                .append("\n\n")
                .append(escaped(DecisiveReason.of(verdict)));
        for (String upgrade : BaseUpgrades.of(verdict)) {
            text.append("\n\n").append(escaped(upgrade));
        }
        verdict.notes().stream()
                .filter(note -> note.kind().equals(PolicyNote.COMPARED))
                .forEach(note -> text.append("\n\n").append(MarkdownText.escaped(note.text(), MAX_NOTE)));
        text.append(
                "\n\n| gate | outcome | blocked | warned | waived | in the baseline |\n|---|---|---|---|---|---|\n");
        for (GateResult gate : verdict.gates()) {
            text.append("| ")
                    .append(gate.gate().key())
                    .append(" | ")
                    .append(gate.outcome())
                    .append(" | ")
                    .append(count(gate, Decision.BLOCKED))
                    .append(" | ")
                    .append(count(gate, Decision.WARNED))
                    .append(" | ")
                    .append(count(gate, Decision.WAIVED))
                    .append(" | ")
                    .append(count(gate, Decision.BASELINE))
                    .append(" |\n");
        }
        for (GateResult gate : verdict.gates()) {
            gate.source()
                    .ifPresent(source -> text.append('\n')
                            .append(gate.gate().key())
                            .append(": ")
                            .append(escaped(SourceText.of(source)))
                            .append('\n'));
        }
        List<DecidedFinding> blocked = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(decided -> decided.decision() == Decision.BLOCKED)
                .toList();
        if (!blocked.isEmpty()) {
            text.append("\n| severity | rule | what | where |\n|---|---|---|---|\n");
            blocked.stream()
                    .limit(MarkdownText.MAX_FINDINGS)
                    .forEach(decided -> row(decided.finding(), verdict.subject(), text));
        }
        if (blocked.size() > MarkdownText.MAX_FINDINGS) {
            text.append("\nand ")
                    .append(blocked.size() - MarkdownText.MAX_FINDINGS)
                    .append(" more in verdict.json\n");
        }
        return text.toString();
    }

    private static long count(GateResult gate, Decision decision) {
        return gate.findings().stream()
                .filter(decided -> decided.decision() == decision)
                .count();
    }

    private static void row(Finding finding, Subject subject, StringBuilder text) {
        text.append("| ")
                .append(finding.severity())
                .append(" | ")
                .append(MarkdownText.cells(finding, subject.layerOf(finding.location())));
    }
}
