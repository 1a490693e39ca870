package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.fault.GateException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.StaplerResponse2;

/** One report, written anew or as it is kept: {@code report/report.sarif}. */
public final class ReportPage {
    /** What reports show comes from images and files of others: nothing in them may run, load or be sent anywhere. */
    private static final String CONTENT_SECURITY = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    private static final Map<String, String> SHOWN = Map.of(
            "html", "text/html;charset=UTF-8",
            "json", "application/json;charset=UTF-8");

    private final String name;
    private final Content content;
    private final Optional<GateException> problem;

    /** Writes a report. */
    @FunctionalInterface
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** @param name of the file, whose ending says how browsers treat it */
    public ReportPage(String name, Content content) {
        this(name, content, Optional.empty());
    }

    private ReportPage(String name, Content content, Optional<GateException> problem) {
        this.name = name;
        this.content = content;
        this.problem = problem;
    }

    /** A report that cannot be written, and why. */
    static ReportPage missing(String name, GateException problem) {
        return new ReportPage(name, out -> {}, Optional.of(problem));
    }

    /** Answers 404 with the reason and what to do, as text. */
    static void sayWhyThereIsNone(StaplerResponse2 response, GateException problem) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (OutputStream out = response.getOutputStream()) {
            out.write((problem.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /** HTML and JSON are shown by the browser, other reports are saved. */
    public void doIndex(StaplerResponse2 response) throws IOException {
        if (problem.isPresent()) {
            sayWhyThereIsNone(response, problem.get());
            return;
        }
        Optional<String> shown = Optional.ofNullable(SHOWN.get(name.substring(name.lastIndexOf('.') + 1)));
        response.setContentType(shown.orElse("application/octet-stream"));
        response.setHeader(
                "Content-Disposition", (shown.isPresent() ? "inline" : "attachment") + "; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY);
        try (OutputStream out = response.getOutputStream()) {
            content.write(out);
        }
    }
}
