package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.deployment.rules.NoSecretsInDeploymentsRule;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Overrides are shown to whoever may describe rules, schedules and state machines, and in CloudTrail. */
public final class StartedSecretsRule extends StarterRule {
    public StartedSecretsRule(PlaintextSecrets plaintext) {
        super(
                new RuleMetadata(
                        "started-no-secrets",
                        "no event rule, schedule, pipe or state machine hands a secret to tasks in plain text",
                        Severity.MEDIUM,
                        List.of(),
                        "name the secret in secrets of the task definition"),
                "no secret in plain text",
                new NoSecretsInDeploymentsRule(plaintext));
    }
}
