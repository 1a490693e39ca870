package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Tokens of log services belong in {@code secretOptions}. */
public final class LogOptionsNoSecretsRule extends TaskRule {
    private final PlaintextSecrets plaintext;

    public LogOptionsNoSecretsRule(PlaintextSecrets plaintext) {
        super(new RuleMetadata(
                "log-options-no-secrets",
                "no log option holds a secret",
                Severity.HIGH,
                List.of(),
                "move the option to logConfiguration.secretOptions"));
        this.plaintext = plaintext;
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "secretOptions instead of a value");
        findings.eachContainer(container -> {
            findings.each(
                    container.log().options(),
                    option -> Secrets.report(option.key(), option.value(), option.key(), plaintext, findings));
            Secrets.inUnresolved(container.log().options(), plaintext, findings);
        });
        return findings.result();
    }
}
