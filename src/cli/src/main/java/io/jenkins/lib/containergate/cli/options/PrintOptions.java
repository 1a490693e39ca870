package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.ledger.Ledger;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What commands have in common that print what they come to. */
public final class PrintOptions {
    @Option(names = "--quiet", description = "Print the last line only.")
    private boolean quiet;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    public boolean quiet() {
        return quiet;
    }

    /** The ledger that the options name. */
    public Optional<Ledger> ledger() throws GateException {
        return ledger.open();
    }
}
