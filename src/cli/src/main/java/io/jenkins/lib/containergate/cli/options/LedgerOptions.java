package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where verdicts are recorded. */
public final class LedgerOptions {
    /** Some 500,000 verdicts. */
    public static final long MAX_BYTES = 256L << 20;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description = "Record verdicts in the ledger there, as evidence for gate drift.")
    private Optional<Path> directory = Optional.empty();

    /** The ledger that the options name. */
    public Optional<Ledger> open() throws GateException {
        return directory.isEmpty() ? Optional.empty() : Optional.of(Ledger.open(directory.get(), MAX_BYTES));
    }

    /** The build that this command runs in, as Jenkins names it. */
    public static Optional<String> build() {
        return Optional.ofNullable(System.getenv("BUILD_URL")).filter(url -> !url.isEmpty());
    }
}
