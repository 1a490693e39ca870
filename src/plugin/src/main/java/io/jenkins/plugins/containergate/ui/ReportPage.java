package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.StaplerResponse2;

/** One report, written anew from the verdict that is kept: {@code report/report.sarif}. */
public final class ReportPage {
    /** What reports show comes from images and files of others: nothing in them may run, load or be sent anywhere. */
    private static final String CONTENT_SECURITY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private static final Map<String, String> SHOWN = Map.of(
            "html", "text/html;charset=UTF-8",
            "json", "application/json;charset=UTF-8");

    private final Report report;
    private final Verdict verdict;

    ReportPage(Report report, Verdict verdict) {
        this.report = report;
        this.verdict = verdict;
    }

    /** HTML and JSON are shown by the browser, other reports are saved. */
    public void doIndex(StaplerResponse2 response) throws IOException {
        String name = report.fileName();
        Optional<String> shown = Optional.ofNullable(SHOWN.get(name.substring(name.lastIndexOf('.') + 1)));
        response.setContentType(shown.orElse("application/octet-stream"));
        response.setHeader(
                "Content-Disposition", (shown.isPresent() ? "inline" : "attachment") + "; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY);
        try (OutputStream out = response.getOutputStream()) {
            report.write(new ReportInput(verdict, Optional.empty()), out);
        }
    }
}
