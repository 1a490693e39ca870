package io.jenkins.lib.containergate.cli.explain;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gate rules}: every rule there is. */
@Command(
        name = "rules",
        description = "List the rules: hardening, task definitions, drift, secrets.",
        footer = {"", "Example:", "  gate rules --section taskDefinition"})
public final class RulesCommand implements Callable<Integer> {
    private static final String SECRETS = "secrets";
    private static final int SHOWN = 80;

    @Option(names = "--section", paramLabel = "NAME", description = "Only those of this section of a policy.")
    private Optional<String> section = Optional.empty();

    private final Terminal terminal;

    RulesCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        TreeSet<String> sections = new TreeSet<>();
        PolicyKeys.profiles().keySet().stream().map(PolicyKey::section).forEach(sections::add);
        TreeSet<String> known = new TreeSet<>(sections);
        known.add(SECRETS);
        if (section.isPresent() && !known.contains(section.get())) {
            throw new UsageException(
                    "there is no section called " + SafeText.visible(section.get(), SHOWN),
                    NearestNames.hint(section.get(), known));
        }
        sections.removeIf(each -> section.filter(wanted -> !wanted.equals(each)).isPresent());
        TextTable table = new TextTable("RULE", "SECTION", "SEVERITY", "HOLDS WHEN");
        KnownRules rules = KnownRules.builtIn();
        for (String each : sections) {
            for (String name : rules.names(each)) {
                RuleMetadata rule = rules.find(each, new RuleId(name)).orElseThrow();
                table.row(name, each, rule.severity().name(), rule.title());
            }
        }
        if (section.isEmpty() || section.get().equals(SECRETS)) {
            for (SecretRule rule : SecretCatalogue.standardRules()) {
                table.row(rule.id().value(), SECRETS, rule.severity().name(), "there is no " + rule.title());
            }
        }
        terminal.out().print(table);
        terminal.out().flush();
        return ExitCode.PASSED;
    }
}
