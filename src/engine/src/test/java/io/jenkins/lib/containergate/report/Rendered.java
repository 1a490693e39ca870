package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.policy.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reports as text, for tests. */
public final class Rendered {
    public static final ToolIdentity TOOL = new ToolIdentity("container-gate", "1.2.3");

    private Rendered() {}

    public static String text(Report report, Verdict verdict) throws IOException {
        return text(report, ReportInput.of(verdict));
    }

    public static String text(Report report, ReportInput input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.write(input, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
