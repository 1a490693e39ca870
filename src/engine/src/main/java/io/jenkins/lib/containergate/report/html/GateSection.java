package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.AccountText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One gate: its outcome and why, who answered, and its findings in groups. */
final class GateSection {
    private static final int MAX_KINDS = 40;

    private GateSection() {}

    static String id(GateResult gate) {
        return "gate-" + gate.gate().key();
    }

    static void write(GateResult gate, Verdict verdict, HtmlWriter html) throws IOException {
        html.open("section", "gate").constant("id", id(gate)).newLine();
        html.open("h2").text(Labels.of(gate.gate())).label(" ");
        Labels.badge(gate.outcome(), html);
        html.close().newLine();
        if (!gate.error().map(GateError::problem).equals(Optional.of(gate.reason()))) {
            html.element("p", "why", gate.reason()).newLine();
        }
        if (gate.error().isPresent()) {
            error(gate.error().get(), html);
        }
        if (gate.source().isPresent()) {
            source(gate.source().get(), verdict.judgedAt(), html);
        }
        account(gate.account(), html);
        if (gate.findings().isEmpty() && gate.error().isPresent()) {
            html.element("p", "quiet", "No findings: the gate could not look.").newLine();
        } else if (!gate.findings().isEmpty()) {
            html.element("p", "quiet", decisions(gate.findings())).newLine();
        }
        for (FindingGroup group : FindingGroup.of(gate.findings())) {
            group.write(verdict.subject(), html);
        }
        html.close().newLine();
    }

    /** A list longer than any reader would go through is cut; {@code verdict.json} has all of it. */
    private static void account(Account account, HtmlWriter html) throws IOException {
        Optional<String> evaluated = AccountText.evaluated(account, MAX_KINDS);
        if (evaluated.isPresent()) {
            html.element("p", "quiet", "Evaluated: " + evaluated.get() + ".").newLine();
        }
        Optional<String> notEvaluated = AccountText.notEvaluated(account, MAX_KINDS);
        if (notEvaluated.isPresent()) {
            html.element("p", "quiet", "Not evaluated: " + notEvaluated.get() + ".")
                    .newLine();
        }
    }

    private static void error(GateError error, HtmlWriter html) throws IOException {
        html.open("div", "error").newLine();
        html.open("p")
                .element("strong", "Problem:")
                .label(" ")
                .text(error.problem())
                .close()
                .newLine();
        html.open("p")
                .element("strong", "What to do:")
                .label(" ")
                .text(error.remedy())
                .close()
                .newLine();
        html.close().newLine();
    }

    private static void source(SourceInfo source, Instant judgedAt, HtmlWriter html) throws IOException {
        html.open("p", "quiet")
                .text("Source: " + source.name() + " " + source.version())
                .label(". ");
        if (source.databaseUpdatedAt().isPresent()) {
            Instant updated = source.databaseUpdatedAt().get();
            html.label("Database of ");
            Moments.write(updated, html);
            html.label(", ").text(Moments.age(updated, judgedAt)).label(".");
        } else {
            html.label("It does not say how old its database is.");
        }
        html.close().newLine();
    }

    private static String decisions(List<DecidedFinding> findings) {
        List<String> parts = new ArrayList<>();
        for (Decision decision : Decision.values()) {
            long count = findings.stream()
                    .filter(finding -> finding.decision() == decision)
                    .count();
            if (count > 0) {
                parts.add(count + " " + Labels.of(decision));
            }
        }
        return String.join(", ", parts) + ".";
    }
}
