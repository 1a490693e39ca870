package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How verdicts are reported. */
public final class OutputOptions {
    /** How other commands print what they say. */
    public enum Format {
        text,
        json
    }

    /** What a verdict is printed as on standard output. */
    public enum VerdictFormat {
        text,
        json,
        markdown,
        sarif,
        junit,
        cyclonedx
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write the reports there: verdict.json, report.html, report.sarif, junit.xml, sbom.cdx.json.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private VerdictFormat format = VerdictFormat.text;

    @Mixin
    private PrintOptions print = new PrintOptions();

    /** The ledger that the options name. */
    public Optional<Ledger> ledger() throws GateException {
        return print.ledger();
    }

    public Optional<Path> out() {
        return out;
    }

    public VerdictFormat format() {
        return format;
    }

    public boolean quiet() {
        return print.quiet();
    }
}
