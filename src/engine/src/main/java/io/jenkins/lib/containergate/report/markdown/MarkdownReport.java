package io.jenkins.lib.containergate.report.markdown;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.DecisiveReason;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A summary in GitHub Flavored Markdown: the outcome, a row for each gate, and what blocks, cut off where a comment would
 * become a list. Whatever comes from an image or a database is text: no link, no markup, and nobody who is mentioned.
 */
public final class MarkdownReport implements Report {
    private static final int MAX_FINDINGS = 20;
    private static final int MAX_TEXT = 200;
    private static final String MARKUP = "\\`*_{}[]()#+-!|~>$^=";

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
                .append(escaped(DecisiveReason.of(verdict)))
                .append("\n\n| gate | outcome | blocked | warned | waived |\n|---|---|---|---|---|\n");
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
                    .append(" |\n");
        }
        List<DecidedFinding> blocked = verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(decided -> decided.decision() == Decision.BLOCKED)
                .toList();
        if (!blocked.isEmpty()) {
            text.append("\n| severity | rule | what | where |\n|---|---|---|---|\n");
            blocked.stream().limit(MAX_FINDINGS).forEach(decided -> row(decided.finding(), text));
        }
        if (blocked.size() > MAX_FINDINGS) {
            text.append("\nand ").append(blocked.size() - MAX_FINDINGS).append(" more in verdict.json\n");
        }
        return text.toString();
    }

    private static long count(GateResult gate, Decision decision) {
        return gate.findings().stream()
                .filter(decided -> decided.decision() == decision)
                .count();
    }

    private static void row(Finding finding, StringBuilder text) {
        text.append("| ")
                .append(finding.severity())
                .append(" | ")
                .append(escaped(finding.rule().value()))
                .append(" | ")
                .append(escaped(finding.title()))
                .append(" | ")
                .append(escaped(where(finding.location())))
                .append(" |\n");
    }

    private static String where(Location location) {
        String line = location.line().isPresent() ? ":" + location.line().getAsInt() : "";
        return location.path().orElse("") + line;
    }

    /** As text: one line, no markup, no entity, no link that makes itself, and nobody is mentioned. */
    private static String escaped(String data) {
        StringBuilder text = new StringBuilder();
        SafeText.visible(data, MAX_TEXT).codePoints().forEach(each -> {
            if (each == '&' || each == '<' || each == '@' || each == ':' || each == '\n' || each == '\r') {
                text.append("&#").append(each).append(';');
            } else {
                if (MARKUP.indexOf(each) >= 0) {
                    text.append('\\');
                }
                text.appendCodePoint(each);
            }
        });
        return text.toString().replace("www.", "www&#46;");
    }
}
