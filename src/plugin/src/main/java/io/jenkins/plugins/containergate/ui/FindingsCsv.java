package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Csv;
import io.jenkins.plugins.containergate.JenkinsWords;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The findings that a page shows, on all its pages, for a spreadsheet. */
final class FindingsCsv {
    private static final List<String> HEAD = List.of(
            "severity",
            "rule",
            "title",
            "gate",
            "decision",
            "decided by",
            "package",
            "installed",
            "fixed",
            "found",
            "expected",
            "what to do",
            "layer",
            "path",
            "line",
            "fingerprint");

    private FindingsCsv() {}

    static void write(Verdict verdict, List<FindingRow> rows, OutputStream out) throws IOException {
        Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        Csv.line(csv, HEAD);
        List<Finding> findings = FindingRow.findings(verdict);
        for (FindingRow row : rows) {
            Csv.line(csv, cells(row, row.in(findings)));
        }
        csv.flush();
    }

    private static List<String> cells(FindingRow row, Finding finding) {
        return List.of(
                row.getSeverity(),
                row.getRule(),
                row.getTitle(),
                row.getGate(),
                row.getDecision(),
                row.getDecidedBy(),
                row.getPackageName(),
                row.affected().map(AffectedPackage::version).orElse(""),
                row.affected().flatMap(AffectedPackage::fixedVersion).orElse(""),
                row.getActual(),
                row.getExpected(),
                JenkinsWords.of(finding.help()),
                row.getLayer(),
                row.getPath(),
                finding.location().line().isPresent()
                        ? Integer.toString(finding.location().line().getAsInt())
                        : "",
                finding.fingerprint().value());
    }
}
