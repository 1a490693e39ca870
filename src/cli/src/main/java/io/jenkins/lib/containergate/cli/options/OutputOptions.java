package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How verdicts are reported. */
public final class OutputOptions {
    /** Some 500,000 verdicts. */
    public static final long MAX_LEDGER = 256L << 20;

    /** How the verdict is printed on standard output. */
    public enum Format {
        text,
        json
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write verdict.json, report.html, report.sarif, junit.xml and sbom.cdx.json there.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "What to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(names = "--quiet", description = "Print the last line only.")
    private boolean quiet;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "Record verdicts in the ledger there, as evidence for gate drift.")
    private Optional<Path> ledger = Optional.empty();

    /** The ledger that the options name. */
    public Optional<Ledger> ledger() throws GateException {
        return ledger.isEmpty() ? Optional.empty() : Optional.of(Ledger.open(ledger.get(), MAX_LEDGER));
    }

    public Optional<Path> out() {
        return out;
    }

    public Format format() {
        return format;
    }

    public boolean quiet() {
        return quiet;
    }
}
