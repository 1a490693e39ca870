package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.iam.PublicAccess;
import io.jenkins.lib.containergate.ecs.account.question.SecretPoliciesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** The policy of a secret itself opens it to others, whatever the roles of the account say. */
public final class SecretNotPublicRule extends CloudRule<TaskDefinition, List<SecretPoliciesQuestion.Answer>> {
    public SecretNotPublicRule() {
        super(
                new RuleMetadata(
                        "secret-not-public",
                        "no secret of the task is open to every AWS account",
                        Severity.HIGH,
                        List.of(),
                        "name the principals in the resource policy, or add a condition on aws:PrincipalOrgID"),
                "no resource policy, named principals, or a condition on who asks",
                new SecretPoliciesQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<SecretPoliciesQuestion.Answer> answers) {
        CloudFindings findings = findings(facts);
        for (SecretPoliciesQuestion.Answer answer : answers) {
            findings.answered(
                    answer.policy(), answer.place(), policy -> policy.ifPresent(text -> judge(text, answer, findings)));
        }
        return findings.result();
    }

    private static void judge(String policy, SecretPoliciesQuestion.Answer answer, CloudFindings findings) {
        try {
            PublicAccess.of(answer.name(), policy)
                    .ifPresent(wrong ->
                            findings.broken(answer.place(), answer.name(), answer.name() + ": " + wrong, Fix.none()));
        } catch (GateException e) {
            findings.undecided(answer.place(), e.problem(), e.remedy());
        }
    }
}
