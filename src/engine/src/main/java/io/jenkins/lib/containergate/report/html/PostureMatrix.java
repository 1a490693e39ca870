package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Responsibility.Party;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.io.IOException;

/** A row for each service, a column for each control. Every cell links to its reasons below. */
final class PostureMatrix {
    private PostureMatrix() {}

    static void write(Posture posture, String id, HtmlWriter html) throws IOException {
        html.open("section", "matrix").newLine().element("h2", "Controls").newLine();
        html.open("table").newLine();
        html.open("thead").open("tr").open("th").constant("scope", "col").text("runs");
        html.close();
        for (Control control : Control.values()) {
            html.open("th").constant("scope", "col").constant("title", control.question());
            html.element("span", control.title()).close();
        }
        html.close().close().newLine();
        html.open("tbody").newLine();
        for (int i = 0; i < posture.rows().size(); i++) {
            row(posture.rows().get(i), id + "r" + (i + 1), html);
        }
        html.close().newLine();
        html.open("tfoot").open("tr").open("th").constant("scope", "row").text("PASS");
        html.close();
        for (Control control : Control.values()) {
            html.element(
                    "td",
                    "n",
                    posture.count(control, RuleOutcome.PASS) + "/"
                            + posture.rows().size());
        }
        html.close().close().newLine();
        html.close().newLine();
        html.open("p", "quiet legend");
        html.text("PASS: everything that belongs to the control was evaluated and passed. "
                + "A pale FAIL is accepted by the policy, and a pale ERROR is not evaluated; neither counts for the "
                + "outcome. AWS: AWS is responsible for the control under this launch type.");
        html.close().newLine();
        html.close().newLine();
    }

    private static void row(PostureRow row, String id, HtmlWriter html) throws IOException {
        html.open("tr").open("th").constant("scope", "row");
        html.anchor(id, row.title());
        if (row.exposed()) {
            html.label(" ").element("span", "chip d-blocked", "internet");
        }
        html.close();
        for (Cell cell : row.cells()) {
            html.open("td");
            html.open("a", style(cell))
                    .constant("href", "#" + target(cell, id))
                    .constant("title", cell.control().title() + ": " + label(cell));
            html.text(word(cell.outcome())).close();
            if (cell.responsible().party() == Party.AWS) {
                html.label(" ").element("small", Party.AWS.title());
            }
            html.close();
        }
        html.close().newLine();
    }

    private static String target(Cell cell, String id) {
        return cell.outcome() == RuleOutcome.PASS
                ? id
                : id + "-" + cell.control().key();
    }

    /** For those who see no colours. */
    static String label(Cell cell) {
        return word(cell.outcome())
                + (cell.counts() ? "" : cell.outcome() == RuleOutcome.FAIL ? ", accepted" : ", not evaluated");
    }

    static String style(Cell cell) {
        String tone =
                switch (cell.outcome()) {
                    case PASS -> "pass";
                    case FAIL -> "fail";
                    case ERROR -> "error";
                    case NOT_APPLICABLE -> "none";
                };
        return "cell o-" + tone + (cell.counts() ? "" : " pale");
    }

    static String word(RuleOutcome outcome) {
        return outcome == RuleOutcome.NOT_APPLICABLE ? "n/a" : outcome.name();
    }
}
