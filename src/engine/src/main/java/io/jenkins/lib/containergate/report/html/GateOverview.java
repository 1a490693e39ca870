package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of gates: outcome, open findings by severity, how many are excepted and how many block. */
final class GateOverview {
    private GateOverview() {}

    static void write(List<GateResult> gates, HtmlWriter html) throws IOException {
        html.open("section").newLine().element("h2", "Gates").newLine();
        html.open("div", "scroll")
                .constant("role", "region")
                .constant("aria-label", "Table of gates")
                .constant("tabindex", "0")
                .open("table")
                .newLine();
        html.element(
                        "caption",
                        "Open findings of each gate by severity. Excepted: waived, stated by VEX, or in the baseline")
                .newLine();
        html.open("thead").open("tr");
        column("Gate", html);
        column("Outcome", html);
        for (Severity severity : Severity.values()) {
            column(
                    Labels.of(severity),
                    severity == Severity.UNKNOWN ? "?" : severity.name().substring(0, 1),
                    html);
        }
        column("Excepted", "E", html);
        column("Blocked", "\u2715", html);
        html.close().close().newLine().open("tbody").newLine();
        for (GateResult gate : gates) {
            row(gate, html);
        }
        html.close().newLine().close().close().newLine().close().newLine();
    }

    private static void row(GateResult gate, HtmlWriter html) throws IOException {
        html.open("tr").open("th").constant("scope", "row");
        html.anchor(GateSection.id(gate), Labels.of(gate.gate())).close();
        html.open("td");
        Labels.badge(gate.outcome(), html);
        html.close();
        Map<Severity, Integer> open = gate.openCounts();
        for (Severity severity : Severity.values()) {
            count(open.getOrDefault(severity, 0), "s-" + severity.key(), html);
        }
        count(gate.excepted(), "quiet", html);
        long blocked = gate.findings().stream()
                .filter(decided -> decided.decision() == Decision.BLOCKED)
                .count();
        count(blocked, "n-blocked", html);
        html.close().newLine();
    }

    private static void count(long count, String cssClass, HtmlWriter html) throws IOException {
        html.element("td", count == 0 ? "n zero" : "n " + cssClass, String.format(Locale.ROOT, "%d", count));
    }

    /** @param shortName shown instead on a narrow screen */
    private static void column(String name, String shortName, HtmlWriter html) throws IOException {
        html.open("th").constant("scope", "col");
        html.element("span", "wide", name);
        html.open("span", "narrow")
                .constant("aria-hidden", "true")
                .text(shortName)
                .close()
                .close();
    }

    private static void column(String name, HtmlWriter html) throws IOException {
        html.open("th").constant("scope", "col").text(name).close();
    }
}
