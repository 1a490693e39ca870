package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.Excerpt;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Arguments are shown by {@code ps}, by {@code describe-tasks} and by every log of a start. */
public final class NoSecretsInArgumentsRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("no-secrets-in-arguments"),
            "no command, label or other setting holds a secret",
            Severity.CRITICAL,
            List.of(RuleSource.cisDocker("4.10")),
            "pass the value with secrets and read it from the environment or a file");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Applicability applicability() {
        return Applicability.everywhere();
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(METADATA, facts, "no secret outside of secrets");
        findings.eachContainer(container -> {
            words(container.command(), findings);
            words(container.entryPoint(), findings);
            words(container.healthCommand(), findings);
            findings.each(container.dockerLabels(), option -> judge(option.key(), option.value(), findings));
            findings.each(container.extraHosts(), host -> judge("", host.name(), findings));
            findings.each(container.systemControls(), control -> judge("", control.value(), findings));
            judge("", container.hostname(), findings);
        });
        findings.each(facts.task().tags(), tag -> judge(tag.name().known().orElse(""), tag.value(), findings));
        findings.each(
                facts.task().volumes(),
                volume ->
                        findings.each(volume.driverOptions(), option -> judge(option.key(), option.value(), findings)));
        return findings.result();
    }

    private static void words(Items<Known<String>> words, TaskFindings findings) {
        List<String> texts = words.values().stream().map(Known::value).toList();
        for (int i = 0; i < texts.size(); i++) {
            Place place = words.values().get(i).place();
            CommandSecrets.in(texts, i).ifPresent(kind -> found(words.place(), place, kind, findings));
        }
        words.unresolved().forEach(later -> secretLater(later, findings));
    }

    private static void judge(String name, Field<String> value, TaskFindings findings) {
        if (value instanceof Known<String> known) {
            SecretText.objection(name, known.value())
                    .ifPresent(kind -> found(value.place(), value.place(), kind, findings));
        } else if (value instanceof Unresolved<String> later) {
            secretLater(later, findings);
        }
    }

    private static void secretLater(Unresolved<?> later, TaskFindings findings) {
        if (later.certainty() == Certainty.SECRET) {
            found(later.place(), later.place(), "a secret: " + later.reason(), findings);
        }
    }

    private static void found(Place setting, Place place, String kind, TaskFindings findings) {
        findings.broken(place, setting.name(), Excerpt.of(setting.name()) + " holds " + kind, Fix.none());
    }
}
