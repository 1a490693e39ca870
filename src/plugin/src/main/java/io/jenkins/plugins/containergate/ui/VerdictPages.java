package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.copa.CopaReport;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/** What is shown of the findings of one verdict, read from its file when a request wants it. */
final class VerdictPages {
    /** All that need no inventory. */
    static final List<Report> REPORTS = ReportFiles.standard(ToolIdentity.ofThisBuild()).stream()
            .filter(report -> !(report instanceof CycloneDxReport || report instanceof CopaReport))
            .toList();

    private final VerdictAction action;
    private final RecentVerdict recent = new RecentVerdict();

    VerdictPages(VerdictAction action) {
        this.action = action;
    }

    /** The findings the request asks for, one page of them. */
    VerdictView view(StaplerRequest2 request) {
        FindingQuery query = FindingQuery.parse(request::getParameter);
        try {
            PageContent content = recent.pageOf(file());
            List<ExcerptPart> excerpts = ExcerptPart.of(
                    ExcerptFile.of(action.getRun(), action.getNumber()).read(), content.rows());
            return VerdictView.of(
                    content.head(),
                    PolicyFile.of(action.getRun(), action.getNumber()).read(),
                    FindingsPage.of(content, query),
                    excerpts);
        } catch (GateException e) {
            return VerdictView.unreadable(e);
        }
    }

    /** The findings that the filters of the request let through, as CSV. */
    void export(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        Verdict verdict;
        List<FindingRow> rows;
        try {
            verdict = verdict();
            rows = FindingsPage.matching(FindingRow.all(verdict), FindingQuery.parse(request::getParameter));
        } catch (GateException e) {
            ReportPage.sayWhyThereIsNone(response, e);
            return;
        }
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"findings.csv\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try (OutputStream out = response.getOutputStream()) {
            FindingsCsv.write(verdict, rows, out);
        }
    }

    /** {@code null} when there is no such finding. */
    @Nullable
    FindingPage finding(String index) {
        try {
            Verdict verdict = verdict();
            return FindingRow.all(verdict).stream()
                    .filter(row -> row.getId().equals(index))
                    .findFirst()
                    .map(row -> new FindingPage(action, row, row.in(FindingRow.findings(verdict)), verdict))
                    .orElse(null);
        } catch (GateException e) {
            return null;
        }
    }

    /** {@code null} when there is no report of that name. */
    @Nullable
    ReportPage report(String fileName) {
        return REPORTS.stream()
                .filter(report -> report.fileName().equals(fileName))
                .findFirst()
                .map(this::page)
                .orElse(null);
    }

    private ReportPage page(Report report) {
        try {
            ReportInput input = new ReportInput(verdict(), Optional.empty());
            return new ReportPage(report.fileName(), out -> report.write(input, out));
        } catch (GateException e) {
            return ReportPage.missing(report.fileName(), e);
        }
    }

    private Verdict verdict() throws GateException {
        return recent.of(file());
    }

    private VerdictFile file() {
        return VerdictFile.of(action.getRun(), action.getNumber());
    }
}
