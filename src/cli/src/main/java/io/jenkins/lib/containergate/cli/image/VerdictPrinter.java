package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.LedgerOptions;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.lib.containergate.report.ReportInput;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.console.ConsoleReport;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.junit.JUnitReport;
import io.jenkins.lib.containergate.report.markdown.MarkdownReport;
import io.jenkins.lib.containergate.report.sarif.SarifReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows verdicts the way the options ask for: on standard output, and as files. */
public final class VerdictPrinter {
    private final Terminal terminal;
    private final OutputOptions options;
    private final EffectivePolicy policy;

    /** @param policy that the verdicts were given under */
    public VerdictPrinter(Terminal terminal, OutputOptions options, EffectivePolicy policy) {
        this.terminal = terminal;
        this.options = options;
        this.policy = policy;
    }

    /**
     * One verdict of several that come one after the other; its files go into a folder of its own.
     *
     * @param number from 1
     */
    public void print(JudgedImage judged, int number) throws IOException, GateException {
        List<Path> written = new ArrayList<>();
        if (options.out().isPresent()) {
            Path directory = options.out()
                    .get()
                    .resolve(VerdictFolders.numbered(number, judged.verdict().subject()));
            new ReportFiles().write(directory, judged.verdict(), judged.inventory());
            written.add(directory);
        }
        print(List.of(judged), written);
    }

    /** One verdict for each platform of the image; JSON is an array when there are several. */
    public void print(List<JudgedImage> judged) throws IOException, GateException {
        print(judged, write(judged));
    }

    private void print(List<JudgedImage> judged, List<Path> written) throws IOException, GateException {
        record(judged, written);
        if (options.format() == OutputOptions.VerdictFormat.json) {
            json(judged);
            return;
        }
        Optional<Report> report = report();
        if (report.isPresent()) {
            print(report.get(), judged);
            return;
        }
        ConsoleStyle style = terminal.colours() ? ConsoleStyle.ANSI : ConsoleStyle.PLAIN;
        ConsoleReport console = new ConsoleReport(style, terminal.columns());
        StringBuilder text = new StringBuilder();
        for (JudgedImage image : judged) {
            if (options.quiet()) {
                text.append(console.summary(image.verdict())).append('\n');
            } else {
                console.print(image.verdict(), text);
            }
        }
        if (!options.quiet()) {
            written.forEach(
                    directory -> text.append("reports: ").append(directory).append('\n'));
        }
        terminal.out().print(text);
        terminal.out().flush();
    }

    /** The SBOM that was written is the one that is attested. */
    private void record(List<JudgedImage> judged, List<Path> written) throws IOException, GateException {
        Optional<Ledger> ledger = options.ledger();
        if (ledger.isEmpty()) {
            return;
        }
        for (int i = 0; i < judged.size(); i++) {
            Path sbom = written.isEmpty() ? Path.of("") : written.get(i).resolve("sbom.cdx.json");
            Optional<Digest> digest = !written.isEmpty() && Files.exists(sbom)
                    ? Optional.of(Digest.of(Files.readAllBytes(sbom)))
                    : Optional.empty();
            ledger.get()
                    .append(
                            LedgerEntry.of(
                                    judged.get(i).verdict(),
                                    new LedgerEntry.Attached(
                                            judged.get(i).taskDefinitions(),
                                            Optional.empty(),
                                            digest,
                                            LedgerOptions.build())),
                            policy);
        }
    }

    private Optional<Report> report() {
        ToolIdentity tool = ToolIdentity.ofThisBuild();
        return switch (options.format()) {
            case text, json -> Optional.empty();
            case markdown -> Optional.of(new MarkdownReport());
            case sarif -> Optional.of(new SarifReport(tool));
            case junit -> Optional.of(new JUnitReport());
            case cyclonedx -> Optional.of(new CycloneDxReport(tool));
        };
    }

    private void print(Report report, List<JudgedImage> judged) throws IOException, GateException {
        if (judged.size() > 1 && options.format() != OutputOptions.VerdictFormat.markdown) {
            throw new UsageException(
                    "there are " + judged.size() + " verdicts, and a document of this format is about one",
                    "choose one with --platform, or write them all with --out DIR");
        }
        for (JudgedImage image : judged) {
            ReportInput input = new ReportInput(image.verdict(), image.inventory());
            if (!report.appliesTo(input)) {
                throw new UsageException(
                        "there is no inventory of packages to print", "choose another --format: text or json");
            }
            report.write(input, terminal.out());
        }
        terminal.out().flush();
    }

    private void json(List<JudgedImage> judged) throws IOException {
        VerdictJson json = new VerdictJson();
        if (judged.size() == 1) {
            json.write(ReportInput.of(judged.get(0).verdict()), terminal.out());
            terminal.out().flush();
            return;
        }
        String separator = "[\n";
        for (JudgedImage image : judged) {
            terminal.out().print(separator);
            json.write(ReportInput.of(image.verdict()), terminal.out());
            separator = ",\n";
        }
        terminal.out().print("]\n");
        terminal.out().flush();
    }

    private List<Path> write(List<JudgedImage> judged) throws GateException {
        List<Path> directories = new ArrayList<>();
        if (options.out().isPresent()) {
            for (Path folder : VerdictFolders.earlier(options.out().get(), earlier -> sameGate(earlier, judged))) {
                ReportFiles.remove(folder); // this run may not write each of them again
            }
            if (judged.size() > 1) {
                ReportFiles.remove(options.out().get()); // of a run with one verdict, which is not one of these
            }
            for (int i = 0; i < judged.size(); i++) {
                JudgedImage image = judged.get(i);
                Path directory = judged.size() == 1
                        ? options.out().get()
                        : options.out().get().resolve(folder(judged, i));
                new ReportFiles().write(directory, image.verdict(), image.inventory());
                directories.add(directory);
            }
        }
        return directories;
    }

    /** By platform where one image has several; else by what each verdict is about. */
    private static String folder(List<JudgedImage> judged, int index) {
        Subject subject = judged.get(index).verdict().subject();
        boolean oneImage = judged.stream()
                .allMatch(each -> each.verdict().subject().reference().equals(subject.reference()));
        if (oneImage) {
            return VerdictFolders.byPlatform(subject);
        }
        return VerdictFolders.numbered(index + 1, subject);
    }

    /** Several commands may share the directory. */
    private static boolean sameGate(Verdict earlier, List<JudgedImage> judged) {
        Set<GateName> gates = judged.stream()
                .flatMap(each -> each.verdict().gates().stream())
                .map(GateResult::gate)
                .collect(Collectors.toSet());
        return earlier.gates().stream().map(GateResult::gate).anyMatch(gates::contains);
    }
}
