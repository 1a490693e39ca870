package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.cli.policy.VerdictSources.FoundVerdict;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.report.VerdictDiff;
import io.jenkins.lib.containergate.report.json.DiffJson;
import io.jenkins.lib.containergate.report.markdown.DiffMarkdown;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate diff}: what is new and what is fixed between two verdicts. */
@Command(
        name = "diff",
        description = {
            "Show what is new and what is fixed between two verdicts, of two builds, tags or digests.",
            "Of an image with its tag or digest, the newest verdict is read that a signer the policy trusts attested"
                    + " and attached (gate attest --attach verdict). Of an index, name the platform."
        },
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate diff yesterday/verdict.json target/verdict.json",
            "  gate diff main/verdict.json branch/verdict.json --deny-new high --format markdown",
            "  gate diff registry.example/shop/app:1.4 registry.example/shop/app:1.5 --policy org.yaml"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int MAX_TEXT = 200;

    /** How a difference is printed. */
    enum DiffFormat {
        text,
        json,
        markdown
    }

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "The older verdict.json, or REGISTRY/REPOSITORY:TAG or @DIGEST.")
    private String older = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The newer one.")
    private String newer = "";

    @Option(
            names = "--deny-new",
            paramLabel = "SEVERITY",
            description = "Exit with 1 if something of this severity or above is new: critical, high, medium or low. An"
                    + " unknown severity counts as critical.")
    private Optional<String> denyNew = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private DiffFormat format = DiffFormat.text;

    @Mixin
    private VerdictSources sources = new VerdictSources();

    private final Terminal terminal;
    private final Clock clock;

    DiffCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        Optional<Severity> deny = denyNew.isEmpty() ? Optional.empty() : Optional.of(severity(denyNew.get()));
        Deadline deadline = sources.deadline(clock);
        FoundVerdict before = sources.read(older, deadline, clock);
        FoundVerdict now = sources.read(newer, deadline, clock);
        VerdictDiff diff = VerdictDiff.of(before.verdict(), now.verdict());
        switch (format) {
            case json -> DiffJson.write(diff, terminal.out());
            case markdown -> terminal.out().print(DiffMarkdown.of(diff));
            case text -> terminal.out().print(text(before, now, diff));
        }
        terminal.out().flush();
        return deny.isEmpty() ? ExitCode.PASSED : denied(diff, deny.get());
    }

    private static Severity severity(String key) throws UsageException {
        return Severity.ofKey(key)
                .filter(severity -> severity != Severity.UNKNOWN)
                .orElseThrow(() -> new UsageException(
                        "--deny-new: unknown severity " + SafeText.visible(key, MAX_TEXT),
                        NearestNames.hint(
                                key,
                                Arrays.stream(Severity.values())
                                        .filter(severity -> severity != Severity.UNKNOWN)
                                        .map(Severity::key)
                                        .toList())));
    }

    /** What is not known is never taken for nothing new. */
    private int denied(VerdictDiff diff, Severity from) throws GateException {
        Optional<String> undecided = diff.undecided();
        if (undecided.isPresent()) {
            throw new GateException(
                    undecided.get() + ", so --deny-new cannot be decided", "evaluate again with the same gates");
        }
        List<VerdictDiff.Entry> denied = diff.newFrom(from);
        if (denied.isEmpty()) {
            if (!diff.unidentified(from).isEmpty()) {
                throw new GateException(
                        "secrets were found without a key, so their fingerprints say the place only, and --deny-new"
                                + " cannot be decided",
                        "search both for secrets again with the same --fingerprint-key-file FILE");
            }
            return ExitCode.PASSED;
        }
        terminal.err()
                .println("FAIL: " + denied.size() + " new from " + from.key() + " on, first "
                        + SafeText.visible(
                                denied.get(0).found().finding().rule() + ": "
                                        + denied.get(0).found().finding().actual(),
                                MAX_TEXT));
        return ExitCode.FAILED;
    }

    private static String text(FoundVerdict older, FoundVerdict newer, VerdictDiff diff) {
        StringBuilder text = new StringBuilder();
        side("older", older, text);
        side("newer", newer, text);
        entries("New", diff.added(), text);
        entries("Fixed", diff.fixed(), text);
        entries("Not evaluated again", diff.unseen(), text);
        if (!diff.changed().isEmpty()) {
            TextTable table = new TextTable("SEVERITY", "BEFORE", "NOW", "GATE", "RULE", "FOUND", "WHERE");
            diff.changed().forEach(change -> {
                Finding finding = change.found().finding();
                table.row(
                        finding.severity().name(),
                        change.was(),
                        change.found().decision().name(),
                        change.gate().key(),
                        shown(finding.rule().value()),
                        shown(finding.actual()),
                        where(finding.location()));
            });
            text.append("\nChanged\n").append(table);
        }
        if (!diff.notes().isEmpty()) {
            text.append('\n');
            diff.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        }
        return text.append('\n')
                .append(diff.added().size())
                .append(" new, ")
                .append(diff.fixed().size())
                .append(" fixed, ")
                .append(diff.unseen().size())
                .append(" not evaluated again, ")
                .append(diff.changed().size())
                .append(" changed, ")
                .append(diff.unchanged())
                .append(" unchanged\n")
                .toString();
    }

    private static void side(String name, FoundVerdict side, StringBuilder text) {
        Verdict verdict = side.verdict();
        text.append(name)
                .append("  ")
                .append(verdict.outcome())
                .append("  ")
                .append(shown(verdict.subject().reference()))
                .append(verdict.subject()
                        .digest()
                        .map(digest -> "  " + shown(digest))
                        .orElse(""))
                .append("  ")
                .append(verdict.judgedAt())
                .append(side.signer()
                        .map(signer -> "  attested by " + shown(signer))
                        .orElse(""))
                .append('\n');
    }

    private static void entries(String title, List<VerdictDiff.Entry> entries, StringBuilder text) {
        if (entries.isEmpty()) {
            return;
        }
        TextTable table = new TextTable("SEVERITY", "DECISION", "GATE", "RULE", "FOUND", "WHERE");
        entries.forEach(entry -> {
            Finding finding = entry.found().finding();
            table.row(
                    finding.severity().name(),
                    entry.found().decision().name(),
                    entry.gate().key(),
                    shown(finding.rule().value()),
                    shown(finding.actual()),
                    where(finding.location()));
        });
        text.append('\n').append(title).append('\n').append(table);
    }

    private static String where(Location location) {
        return shown(location.path().orElse("")
                + (location.line().isPresent() ? ":" + location.line().getAsInt() : "")
                + location.pointer().map(pointer -> " " + pointer).orElse(""));
    }

    private static String shown(String text) {
        return SafeText.visible(text, MAX_TEXT);
    }
}
