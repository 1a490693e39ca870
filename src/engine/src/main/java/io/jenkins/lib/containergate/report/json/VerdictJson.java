package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code verdict.json}: the verdict for machines, and what a stored verdict is read back from. Its schema is
 * {@code docs/verdict.schema.json}.
 */
public final class VerdictJson implements Report {
    public static final String FILE_NAME = "verdict.json";

    private static final ObjectWriter WRITER =
            JsonMapper.builder(JsonBounds.own().factory()).build().writerFor(VerdictDocument.class);

    @Override
    public String fileName() {
        return FILE_NAME;
    }

    @Override
    public void write(ReportInput input, OutputStream out) throws IOException {
        write(input.verdict(), out);
    }

    public void write(Verdict verdict, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.open(out)) {
            WRITER.writeValue(json, VerdictDocument.of(verdict));
            JsonOutput.finish(json);
        }
    }
}
