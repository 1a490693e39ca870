package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * {@code verdict.json}: the verdict for machines, and what a stored verdict is read back from. Its schema is
 * {@code docs/verdict.schema.json}.
 */
public final class VerdictJson implements Report {
    /** In the directory of the reports. */
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

    /** Writes UTF-8; the stream stays open. */
    public void write(Verdict verdict, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.open(out)) {
            WRITER.writeValue(json, VerdictDocument.of(verdict));
            JsonOutput.finish(json);
        }
    }

    /**
     * A verdict read back.
     *
     * @param known what a baseline knows: its findings, by the fingerprints as written, without the {@linkplain
     *     KnownFindings#excused excused} ones, which must be judged again when that ends, and without those that could not be
     *     decided. The fingerprints of another version of this program, or of a finding whose texts were cut, may differ from
     *     what {@code verdict} computes now
     */
    public record StoredVerdict(Verdict verdict, KnownFindings known) {

        /** What the verdict is a baseline of for a gate: nothing unless that {@linkplain #passed passed}. */
        public KnownFindings baseline(GateName gate) {
            return passed(gate) ? known : KnownFindings.none();
        }

        /** Whether the gate ran and had nothing to say: a warning is an objection that the policy of then let through. */
        public boolean passed(GateName gate) {
            return verdict.gates().stream().anyMatch(each -> each.gate() == gate)
                    && verdict.gates().stream()
                            .filter(each -> each.gate() == gate)
                            .allMatch(each -> each.outcome() == Outcome.PASS);
        }
    }
}
