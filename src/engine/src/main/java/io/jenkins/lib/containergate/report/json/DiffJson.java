package io.jenkins.lib.containergate.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.VerdictDiff;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What differs between two verdicts, for machines. Subjects and findings are written as in {@code verdict.json}. */
public final class DiffJson {
    private static final int SCHEMA_VERSION = 1;

    private static final ObjectWriter WRITER =
            JsonMapper.builder(JsonBounds.own().factory()).build().writerFor(DiffDocument.class);

    private DiffJson() {}

    /** @param out is left open */
    public static void write(VerdictDiff diff, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonOutput.open(out)) {
            WRITER.writeValue(json, DiffDocument.of(diff));
            JsonOutput.finish(json);
        }
    }

    record DiffDocument(
            int schemaVersion,
            SideDocument older,
            SideDocument newer,
            List<EntryDocument> newFindings,
            List<EntryDocument> fixedFindings,
            List<EntryDocument> unseenFindings,
            List<ChangeDocument> changedDecisions,
            int unchanged,
            List<String> notes) {
        static DiffDocument of(VerdictDiff diff) {
            return new DiffDocument(
                    SCHEMA_VERSION,
                    SideDocument.of(diff.older()),
                    SideDocument.of(diff.newer()),
                    entries(diff.added()),
                    entries(diff.fixed()),
                    entries(diff.unseen()),
                    diff.changed().stream().map(ChangeDocument::of).toList(),
                    diff.unchanged(),
                    diff.notes());
        }

        private static List<EntryDocument> entries(List<VerdictDiff.Entry> entries) {
            return entries.stream().map(EntryDocument::of).toList();
        }
    }

    record SideDocument(
            VerdictDocument.SubjectDocument subject, Outcome outcome, String judgedAt, String policyDigest) {
        static SideDocument of(Verdict verdict) {
            return new SideDocument(
                    VerdictDocument.SubjectDocument.of(verdict.subject()),
                    verdict.outcome(),
                    verdict.judgedAt().toString(),
                    verdict.policy().digest().toString());
        }
    }

    record EntryDocument(String gate, FindingDocument finding) {
        static EntryDocument of(VerdictDiff.Entry entry) {
            return new EntryDocument(entry.gate().key(), FindingDocument.of(entry.found()));
        }
    }

    record ChangeDocument(String gate, Decision before, List<String> worse, FindingDocument finding) {
        static ChangeDocument of(VerdictDiff.Change change) {
            return new ChangeDocument(
                    change.gate().key(), change.before(), change.worse(), FindingDocument.of(change.found()));
        }
    }
}
