package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.Excerpt;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Tokens of log services belong in {@code secretOptions}. */
public final class LogOptionsNoSecretsRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("log-options-no-secrets"),
            "no log option holds a secret",
            Severity.HIGH,
            List.of(),
            "move the option to logConfiguration.secretOptions");

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
        TaskFindings findings = new TaskFindings(METADATA, facts, "secretOptions instead of a value");
        findings.eachContainer(container -> findings.each(container.log().options(), option -> {
            if (option.value() instanceof Known<String> value) {
                SecretText.objection(option.key(), value.value())
                        .ifPresent(kind -> findings.broken(
                                value.place(), option.key(), Excerpt.of(option.key()) + " holds " + kind, Fix.none()));
            } else if (option.value() instanceof Unresolved<String> later && later.certainty() == Certainty.SECRET) {
                findings.broken(
                        later.place(), option.key(), Excerpt.of(option.key()) + " will hold a secret", Fix.none());
            } else if (option.value() instanceof Unresolved<String> later && SecretName.matches(option.key())) {
                findings.undecided(later);
            }
        }));
        return findings.result();
    }
}
