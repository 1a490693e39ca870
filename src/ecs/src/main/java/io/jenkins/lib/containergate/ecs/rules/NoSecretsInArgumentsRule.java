package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.stream.Stream;

/** Arguments are shown by {@code ps}, by {@code describe-tasks} and by every log of a start. */
public final class NoSecretsInArgumentsRule extends TaskRule {
    private final PlaintextSecrets plaintext;

    public NoSecretsInArgumentsRule(PlaintextSecrets plaintext) {
        super(new RuleMetadata(
                "no-secrets-in-arguments",
                "no command, label or other setting holds a secret",
                Severity.CRITICAL,
                List.of(RuleSource.cisDocker("4.10")),
                "pass the value with secrets and read it from the environment or a file"));
        this.plaintext = plaintext;
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no secret outside of secrets");
        findings.eachContainer(container -> {
            words(container.process().command(), findings);
            words(container.process().entryPoint(), findings);
            words(container.process().healthCommand(), findings);
            options(container.dockerLabels(), findings);
            options(container.log().routerOptions(), findings);
            findings.each(container.network().extraHosts(), host -> {
                judge("", host.name(), findings);
                judge("", host.value(), findings);
            });
            findings.each(
                    container.systemControls(),
                    control -> judge(control.name().known().orElse(""), control.value(), findings));
            findings.each(container.variables().environmentFiles(), file -> judge("", file.value(), findings));
            Stream.of(
                            container.network().links(),
                            container.network().dnsServers(),
                            container.security().dockerSecurityOptions())
                    .flatMap(words -> words.values().stream())
                    .forEach(word -> judge("", word, findings));
            judge("", container.network().hostname(), findings);
            judge("", container.image(), findings);
            judge("", container.security().user(), findings);
            // a secret where the name of one belongs
            Stream.of(container.variables().secrets(), container.log().secretOptions())
                    .flatMap(secrets -> secrets.values().stream())
                    .forEach(secret -> judge("", secret.valueFrom(), findings));
        });
        findings.each(facts.task().tags(), tag -> judge(tag.name().known().orElse(""), tag.value(), findings));
        findings.each(facts.task().volumes(), volume -> options(volume.driverOptions(), findings));
        return findings.result();
    }

    private void words(Items<Known<String>> words, TaskFindings findings) {
        plaintext.eachWord(
                words,
                (word, objection) -> Secrets.report(word.place(), words.place().name(), objection, findings));
    }

    private void options(Items<Option> options, TaskFindings findings) {
        findings.each(options, option -> judge(option.key(), option.value(), findings));
        Secrets.inUnresolved(options, plaintext, findings);
    }

    private void judge(String name, Field<String> value, TaskFindings findings) {
        Secrets.report(name, value, value.place().name(), plaintext, findings);
    }
}
