package io.jenkins.lib.containergate.report.files;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.html.HtmlReport;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.junit.JUnitReport;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All reports of a verdict in one directory. Each is written whole beside its place and then renamed, {@code
 * verdict.json} last: who finds a verdict finds the reports that belong to it, and never half a file.
 */
public final class ReportFiles {
    private final List<Report> reports;

    /** The five reports of this build. */
    public ReportFiles() {
        this(standard(ToolIdentity.ofThisBuild()));
    }

    /** @param reports in the order of their renaming */
    public ReportFiles(List<Report> reports) {
        this.reports = List.copyOf(reports);
    }

    public static List<Report> standard(ToolIdentity tool) {
        return List.of(
                new CycloneDxReport(tool),
                new HtmlReport(tool),
                new SarifReport(tool),
                new JUnitReport(),
                new VerdictJson());
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
        Map<Path, Path> finals = new LinkedHashMap<>();
        try {
            Files.createDirectories(directory);
            for (Report report : reports) {
                Files.deleteIfExists(directory.resolve(report.fileName()));
            }
            for (Report report : reports) {
                if (report.appliesTo(input)) {
                    Path draft = directory.resolve("." + report.fileName() + "." + UUID.randomUUID() + ".tmp");
                    finals.put(draft, directory.resolve(report.fileName()));
                    write(report, input, draft);
                }
            }
            for (Map.Entry<Path, Path> entry : finals.entrySet()) {
                move(entry.getKey(), entry.getValue());
            }
            return List.copyOf(finals.values());
        } catch (IOException e) {
            throw new GateException(
                    "the reports cannot be written to " + directory + ": " + e,
                    "make that directory writable, free space on its disk, or name another one",
                    e);
        } finally {
            finals.keySet().forEach(ReportFiles::discard);
        }
    }

    private static void write(Report report, ReportInput input, Path draft) throws IOException {
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            report.write(input, out);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // Only a hidden draft is left behind; what was wrong with the disk is told by the exception under way.
            return;
        }
    }
}
