package io.jenkins.lib.containergate.cli.explain;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.DataLocation;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKey.KeyText;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.exploitation.EpssScores;
import io.jenkins.lib.containergate.vulnerability.exploitation.KnownExploitedCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate explain}: what a report or a policy names. */
@Command(
        name = "explain",
        description = "Say what a rule, a kind of undecided finding, a policy key or a vulnerability is.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate explain no-privileged",
            "  gate explain vulnerabilities.databaseMaxAge",
            "  gate explain CVE-2021-44228"
        })
public final class ExplainCommand implements Callable<Integer> {
    private static final int SHOWN = 80;
    private static final String INNER =
            "\nAn inner policy layer can only make it stricter. docs/policy.md has the details.\n";
    /** A reference from the text of a key to another part of the page of keys, which is not shown here. */
    private static final Pattern REFERENCE = Pattern.compile(", see (below|\\[.*\\)).*");

    private static final Pattern VULNERABILITY =
            Pattern.compile("(?:CVE|GHSA|DSA|DLA|USN|RHSA|ALAS[0-9]*|GO|PYSEC|RUSTSEC|OSV)-[A-Za-z0-9.:-]{1,60}");

    @Parameters(
            paramLabel = "RULE|KIND|KEY|CVE",
            description = "What to explain. A part of a key, such as vulnerabilities.max, explains all below.")
    private String name = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "What gate data update fetched. Default: as for gate data.")
    private Optional<Path> data = Optional.empty();

    private final Terminal terminal;

    ExplainCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws GateException, IOException {
        terminal.out().print(text());
        terminal.out().flush();
        return ExitCode.PASSED;
    }

    private String text() throws GateException, IOException {
        Optional<String> page = RulePages.find(name);
        if (page.isPresent()) {
            return page.get();
        }
        for (SecretRule rule : SecretCatalogue.standardRules()) {
            if (rule.id().value().equals(name)) {
                return "# " + name + "\n\nSecret rule, "
                        + rule.severity().name().toLowerCase(Locale.ROOT) + ": "
                        + rule.title() + ".\n\nRevoke what was found where it was issued, make a new one, and keep it"
                        + " out of images and sources. docs/secrets.md has places to keep it.\n";
            }
        }
        Optional<UndecidedKind> kind =
                UndecidedKind.names().contains(name) ? UndecidedKind.find(new RuleId(name)) : Optional.empty();
        if (kind.isPresent()) {
            return UndecidedText.of(kind.get());
        }
        List<PolicyKey<?>> keys = PolicyKeys.all().stream()
                .filter(each -> each.path().equals(name) || each.path().startsWith(name + "."))
                .toList();
        if (!keys.isEmpty()) {
            Map<KeyText, List<PolicyKey<?>>> alike = keys.stream()
                    .collect(Collectors.groupingBy(PolicyKey::text, LinkedHashMap::new, Collectors.toList()));
            return alike.values().stream().map(ExplainCommand::keys).collect(Collectors.joining("\n", "", INNER));
        }
        if (VULNERABILITY.matcher(name).matches()) {
            return vulnerability(name);
        }
        Set<String> known = new TreeSet<>(KnownRules.builtIn().names());
        PolicyKeys.all().forEach(each -> known.add(each.path()));
        SecretCatalogue.standardRules().forEach(rule -> known.add(rule.id().value()));
        known.addAll(UndecidedKind.names());
        throw new UsageException(
                "nothing is called " + SafeText.visible(name, SHOWN),
                NearestNames.hint(name, known, "gate rules lists the rules, docs/policy.md the policy keys"));
    }

    /** Of keys with the same text, such as those of all severities. */
    private static String keys(List<PolicyKey<?>> alike) {
        KeyText words = alike.get(0).text();
        StringBuilder text = new StringBuilder();
        alike.forEach(key -> text.append("# ").append(key.path()).append('\n'));
        text.append(alike.size() == 1 ? "\nPolicy key.\n\n" : "\nPolicy keys.\n\n");
        text.append("values:     ")
                .append(REFERENCE.matcher(words.values()).replaceAll(""))
                .append('\n');
        text.append("default:    ").append(words.unset()).append('\n');
        if (!words.stricter().isEmpty()) {
            text.append("stricter:   ").append(words.stricter()).append('\n');
        }
        return text.toString();
    }

    private String vulnerability(String id) throws GateException {
        StringBuilder text = new StringBuilder("# " + id + "\n\n");
        DataDirectory directory =
                data.or(DataLocation::usual).map(DataDirectory::new).orElse(null);
        Optional<Path> catalogue = directory == null ? Optional.empty() : directory.knownExploited();
        if (catalogue.isPresent()) {
            KnownExploitedCatalogue read = KnownExploitedCatalogue.read(catalogue.get());
            text.append("known exploited (CISA): ")
                    .append(read.listed(new RuleId(id))
                            .map(listed -> Stream.concat(Stream.of("yes"), listed.facts().stream())
                                    .collect(Collectors.joining(", ")))
                            .orElse("no"))
                    .append(asOf(read.releasedAt()));
        }
        Optional<Path> scores = directory == null ? Optional.empty() : directory.epss();
        if (scores.isPresent()) {
            EpssScores read = EpssScores.read(scores.get());
            text.append("EPSS score:             ")
                    .append(read.score(new RuleId(id)).map(Object::toString).orElse("none"))
                    .append(asOf(read.scoredAt()));
        }
        if (catalogue.isEmpty() && scores.isEmpty()) {
            text.append("Whether it is exploited is not known here: run gate data update --lists-only\n");
        }
        text.append("advisory:               https://osv.dev/vulnerability/")
                .append(id)
                .append('\n');
        if (id.startsWith("CVE-")) {
            text.append("                        https://nvd.nist.gov/vuln/detail/")
                    .append(id)
                    .append('\n');
        }
        return text.toString();
    }

    private static String asOf(Optional<Instant> time) {
        return time.map(instant -> ", as of " + instant).orElse("") + "\n";
    }
}
