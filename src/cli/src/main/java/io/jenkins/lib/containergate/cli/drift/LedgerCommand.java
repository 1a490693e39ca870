package io.jenkins.lib.containergate.cli.drift;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.LedgerOptions;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate ledger}: where did a digest pass, when, and under what? */
@Command(
        name = "ledger",
        description = "Show, export or import the verdicts that --ledger DIR recorded.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate ledger verdicts --digest sha256:...",
            "  gate ledger verdicts --export verdicts.jsonl",
            "  gate ledger other --import verdicts.jsonl"
        })
public final class LedgerCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The ledger's directory.")
    private Path directory = Path.of("");

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            description = "Show the verdicts on this image or task definition, newest first.")
    private Optional<String> digest = Optional.empty();

    @Option(names = "--export", paramLabel = "FILE", description = "Write all entries there, as JSON Lines.")
    private Optional<Path> exported = Optional.empty();

    @Option(names = "--import", paramLabel = "FILE", description = "Add the entries of an export.")
    private Optional<Path> imported = Optional.empty();

    private final Terminal terminal;

    LedgerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws GateException {
        if (imported.isEmpty() && !Files.isDirectory(directory)) {
            throw new UsageException("there is no ledger at " + directory, "name the directory given to --ledger");
        }
        Ledger ledger = Ledger.open(directory, LedgerOptions.MAX_BYTES);
        if (imported.isPresent()) {
            try (InputStream in = Files.newInputStream(imported.get())) {
                terminal.out().println("imported " + ledger.importFrom(in));
            } catch (IOException e) {
                throw new UsageException(imported.get() + " cannot be read: " + FileProblem.of(e), "check --import");
            }
        }
        if (exported.isPresent()) {
            try (OutputStream out = Files.newOutputStream(exported.get())) {
                ledger.exportTo(out);
            } catch (IOException e) {
                throw new UsageException(exported.get() + " cannot be written: " + FileProblem.of(e), "check --export");
            }
        }
        if (digest.isPresent()) {
            Digest asked = parsed(digest.get());
            for (LedgerEntry entry : ledger.of(asked)) {
                terminal.out().println(line(entry));
            }
            for (LedgerEntry entry : ledger.ofTaskDefinition(asked)) {
                terminal.out().println(line(entry));
            }
        }
        int damaged = ledger.damaged();
        terminal.out().println(ledger.size() + " verdicts" + (damaged > 0 ? ", " + damaged + " damaged lines" : ""));
        terminal.out().flush();
        return damaged > 0 ? ExitCode.ERROR : ExitCode.PASSED;
    }

    private static String digests(String what, List<Digest> digests) {
        return digests.stream().map(digest -> "  " + what + " " + digest).collect(Collectors.joining());
    }

    private static Digest parsed(String text) throws UsageException {
        try {
            return Digest.parse(text);
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    private static String line(LedgerEntry entry) {
        String gates = entry.gates().entrySet().stream()
                .map(gate -> gate.getKey().key() + " " + gate.getValue())
                .collect(Collectors.joining(", "));
        String waivers = entry.waivers().stream()
                .map(waiver -> waiver.rule()
                        + waiver.ends().map(end -> " until " + end).orElse(""))
                .collect(Collectors.joining(", "));
        String line = entry.at() + "  " + entry.outcome() + "  " + entry.repository() + "  " + gates + "  policy "
                + entry.policy() + " of " + String.join(", ", entry.layers())
                + (waivers.isEmpty() ? "" : "  waived " + waivers)
                + digests("task definition", entry.attached().taskDefinitions())
                + digests("SBOM", entry.attached().sbom().stream().toList())
                + digests("attestation", entry.attached().attestation().stream().toList())
                + entry.decision().map(decision -> "  " + decision).orElse("")
                + entry.attached().buildUrl().map(url -> "  " + url).orElse("");
        return SafeText.visible(line, 4_000);
    }
}
