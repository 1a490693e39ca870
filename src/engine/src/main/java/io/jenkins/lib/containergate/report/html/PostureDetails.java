package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.ControlRules;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.WebLink;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;

/** Why each cell is as it is: what was found, what to do, and who has to do it. */
final class PostureDetails {
    /** Of one cell; all of them are in {@code posture.json}. */
    private static final int REASONS = 10;

    private PostureDetails() {}

    static void write(Posture posture, String id, HtmlWriter html) throws IOException {
        html.open("section", "details").newLine().element("h2", "Reasons").newLine();
        for (int i = 0; i < posture.rows().size(); i++) {
            row(posture.rows().get(i), id + "r" + (i + 1), html);
        }
        html.close().newLine();
    }

    private static void row(PostureRow row, String id, HtmlWriter html) throws IOException {
        html.open("article").constant("id", id).newLine();
        html.open("h3").text(row.title());
        html.close().newLine();
        html.element("p", "quiet", facts(row)).newLine();
        html.open("dl").newLine();
        for (Cell cell : row.cells()) {
            cell(cell, id, html);
        }
        html.close().close().newLine();
    }

    private static String facts(PostureRow row) {
        String tasks = row.tasks() == 1 ? "1 task" : row.tasks() + " tasks";
        return tasks
                + (row.launchTypes().isEmpty() ? "" : " on " + String.join(", ", new TreeSet<>(row.launchTypes())))
                + ", " + row.path();
    }

    private static void cell(Cell cell, String id, HtmlWriter html) throws IOException {
        html.open("div").constant("id", id + "-" + cell.control().key()).newLine();
        html.open("dt")
                .text(cell.control().title())
                .label(" ")
                .element("span", PostureMatrix.style(cell), PostureMatrix.label(cell))
                .close()
                .newLine();
        html.open("dd").newLine();
        List<Reason> reasons = cell.reasons();
        if (cell.outcome() == RuleOutcome.NOT_APPLICABLE && reasons.size() > 1) {
            reasons = reasons.subList(0, 1);
        }
        for (Reason reason : reasons.subList(0, Math.min(REASONS, reasons.size()))) {
            reason(reason, html);
        }
        if (reasons.size() > REASONS) {
            html.element("p", "quiet", "and " + (reasons.size() - REASONS) + " more")
                    .newLine();
        }
        html.open("p", "quiet").text(evaluated(cell)).label(" ");
        html.text("Responsible: " + cell.responsible().party().title() + ". "
                + cell.responsible().why());
        html.close().newLine();
        html.close().close().newLine();
    }

    private static String evaluated(Cell cell) {
        return "Rules: " + cell.passed().size() + " passed"
                + (cell.off().isEmpty() ? "." : ", " + cell.off().size() + " off in the policy.");
    }

    private static void reason(Reason reason, HtmlWriter html) throws IOException {
        html.open("p", "why");
        if (reason.rule().isPresent()) {
            rule(reason.rule().get(), html);
            html.label(" ");
        }
        html.text(reason.text()).close().newLine();
        if (!reason.remedy().isEmpty()) {
            html.element("p", "remedy", reason.remedy()).newLine();
        }
        if (!reason.counts() && !reason.decidedBy().isEmpty()) {
            html.element("p", "quiet", "does not count: " + reason.decidedBy()).newLine();
        }
    }

    /** Its page where there is one. */
    static void rule(RuleId rule, HtmlWriter html) throws IOException {
        var page = ControlRules.page(rule).flatMap(path -> WebLink.parse(ToolIdentity.HOME + "/blob/main/" + path));
        if (page.isPresent()) {
            html.link(page.get(), "rule", rule.value());
        } else {
            html.element("span", "rule", rule.value());
        }
    }
}
