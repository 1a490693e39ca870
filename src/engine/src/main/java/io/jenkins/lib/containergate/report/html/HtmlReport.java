package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * {@code report.html}: one page without script and external resource, for people. Grouped by gate, then severity; each
 * finding folds open; the browser's own search finds text in folded ones.
 */
public final class HtmlReport implements Report {
    private static final Stylesheet STYLE = Stylesheet.of("report.css");

    private final ToolIdentity tool;

    public HtmlReport(ToolIdentity tool) {
        this.tool = tool;
    }

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        Verdict verdict = input.verdict();
        HtmlWriter html = new HtmlWriter(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        html.open("html").constant("lang", "en").newLine();
        HtmlHead.write(verdict.outcome() + ": " + verdict.subject().reference(), STYLE, html);
        html.open("body").newLine();
        VerdictHeader.write(verdict, html);
        html.open("main").newLine();
        GateOverview.write(verdict.gates(), html);
        for (GateResult gate : verdict.gates()) {
            GateSection.write(gate, verdict, html);
        }
        PolicySection.write(verdict, html);
        html.close().newLine();
        html.open("footer")
                .text("Written by " + tool.name() + " " + tool.version())
                .close()
                .newLine();
        html.close().close();
        html.finish();
    }
}
