package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.DateConverter;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.WaiverText;
import io.jenkins.lib.containergate.text.Counted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes waivers for what a verdict objects to. */
@Command(
        name = "waive",
        description = {
            "Write a file of waivers for the findings that a verdict blocks or warns of, one for each fingerprint.",
            "The file has an effect only where the waiverRules of the outermost policy admit its waivers."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  gate secrets . --fingerprint-key-file key --out reports",
            "  gate policy waive reports/verdict.json --owner payments --reason \"rotated in SEC-12\"",
            "      --expires 2027-01-31 --write waivers.yaml",
            "  gate secrets . --fingerprint-key-file key --policy org.yaml --waivers waivers.yaml"
        })
final class WaiveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VERDICT", description = "A verdict.json.")
    private Path verdict = Path.of("");

    @Option(names = "--owner", required = true, paramLabel = "NAME", description = "Who accepts the risk.")
    private String owner = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it is accepted.")
    private String reason = "";

    @Option(
            names = "--expires",
            required = true,
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "Last day, such as 2027-01-31.")
    private LocalDate expires = LocalDate.EPOCH;

    @Option(names = "--ticket", paramLabel = "ID", description = "Where the decision is on record.")
    private Optional<String> ticket = Optional.empty();

    @Option(names = "--rule", paramLabel = "RULE", description = "Only findings of this rule. Repeatable.")
    private List<String> rules = List.of();

    @Option(names = "--write", paramLabel = "FILE", description = "Write to a new file instead of the console.")
    private Optional<Path> target = Optional.empty();

    private final Terminal terminal;
    private final Clock clock;

    WaiveCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException {
        if (expires.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw new UsageException("--expires " + expires + " is over", "name the last day the waivers hold");
        }
        AcceptedFindings accepted = AcceptedFindings.of(
                VerdictFiles.read(verdict), rules.stream().map(RuleId::new).collect(Collectors.toSet()));
        if (accepted.findings().isEmpty()) {
            throw new UsageException(
                    "the verdict " + verdict + " has no decided finding to waive: none blocks or warns",
                    "look at its outcome, and at --rule; what could not be decided needs a waiver by hand");
        }
        String file = accepted.file(new WaiverText.Terms(owner, reason, ticket, expires));
        WaiverFiles.write(file, target, terminal);
        long findings =
                accepted.findings().values().stream().mapToLong(List::size).sum();
        terminal.err()
                .println(Counted.of(findings, "finding") + ": "
                        + Counted.of(accepted.findings().size(), "waiver"));
        if (accepted.undecided() > 0) {
            terminal.err()
                    .println(accepted.undecided()
                            + " findings that could not be decided are not waived: look at them, and waive"
                            + " each by hand");
        }
        return ExitCode.PASSED;
    }

    /**
     * Waivers for what a verdict blocks or warns of, one for each rule and fingerprint: they excuse those findings and no
     * others.
     *
     * @param findings by the waiver's key, each with all places it stands at
     * @param undecided how many could not be decided; a person has to look at them first
     */
    private record AcceptedFindings(Map<String, List<Finding>> findings, long undecided) {
        /**
         * @param rules of which findings are accepted; empty for all
         * @throws UsageException when a fingerprint would excuse more than its finding
         */
        static AcceptedFindings of(Verdict verdict, Set<RuleId> rules) throws UsageException {
            List<Finding> objections = verdict.gates().stream()
                    .flatMap(gate -> gate.findings().stream())
                    .filter(decided -> decided.decision() == Decision.BLOCKED || decided.decision() == Decision.WARNED)
                    .map(DecidedFinding::finding)
                    .filter(finding -> rules.isEmpty() || rules.contains(finding.rule()))
                    .toList();
            List<Finding> accepted =
                    objections.stream().filter(finding -> !finding.undecided()).toList();
            long byPlace = accepted.stream()
                    .filter(finding -> !WaiverText.excusesOnly(finding))
                    .count();
            if (byPlace > 0) {
                throw new UsageException(
                        byPlace
                                + " of the secrets have fingerprints of their place: a waiver would excuse the next"
                                + " value there",
                        "search again with --fingerprint-key-file FILE, and with the same key from then on");
            }
            Map<String, List<Finding>> byKey = new LinkedHashMap<>();
            for (Finding finding : accepted) {
                byKey.computeIfAbsent(
                                finding.rule() + " " + finding.fingerprint().value(), key -> new ArrayList<>())
                        .add(finding);
            }
            return new AcceptedFindings(byKey, objections.size() - accepted.size());
        }

        /** As a file for {@code --waivers}, with the places as comments. */
        String file(WaiverText.Terms terms) {
            StringBuilder file = new StringBuilder(WaiverText.HEAD);
            findings.values().forEach(places -> file.append(WaiverText.entry(places, terms)));
            return file.toString();
        }
    }
}
