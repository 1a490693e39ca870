package io.jenkins.lib.containergate.report.files;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.copa.CopaReport;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.junit.JUnitReport;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All reports of a verdict in one directory. Each is written whole beside its place and then renamed, {@code
 * verdict.json} last: who finds a verdict finds the reports that belong to it, and never half a file.
 */
public final class ReportFiles {
    private final List<Report> reports;

    /** The reports of this build. */
    public ReportFiles() {
        this(standard(ToolIdentity.ofThisBuild()));
    }

    /** @param reports in the order of their renaming */
    public ReportFiles(List<Report> reports) {
        this.reports = List.copyOf(reports);
    }

    /**
     * All reports, {@code verdict.json} last.
     *
     * @param tool named in the reports as what wrote them
     */
    public static List<Report> standard(ToolIdentity tool) {
        return List.of(
                new CycloneDxReport(tool),
                new CopaReport(),
                new HtmlReport(tool),
                new SarifReport(tool),
                new JUnitReport(),
                new VerdictJson());
    }

    /** Names of all reports that may be in a directory. */
    public static Set<String> fileNames() {
        return standard(ToolIdentity.ofThisBuild()).stream()
                .map(Report::fileName)
                .collect(Collectors.toSet());
    }

    /**
     * Removes the reports of an earlier run.
     *
     * @throws GateException when one cannot be removed
     */
    public static void remove(Path directory) throws GateException {
        Map<String, Optional<WholeFiles.Content>> files = new LinkedHashMap<>();
        fileNames().forEach(name -> files.put(name, Optional.empty()));
        WholeFiles.write(directory, files);
    }

    /**
     * Creates the directory when needed. Removes the reports of an earlier run first: when this one fails, an old verdict
     * must not stand for it.
     *
     * @return the files written, in the order of {@code reports}
     * @throws GateException when one cannot be written; there is then no {@code verdict.json}
     */
    public List<Path> write(Path directory, Verdict verdict, Optional<PackageInventory> inventory)
            throws GateException {
        ReportInput input = new ReportInput(verdict, inventory);
        Map<String, Optional<WholeFiles.Content>> files = new LinkedHashMap<>();
        for (Report report : reports) {
            files.put(
                    report.fileName(),
                    report.appliesTo(input) ? Optional.of(out -> report.write(input, out)) : Optional.empty());
        }
        return WholeFiles.write(directory, files);
    }
}
