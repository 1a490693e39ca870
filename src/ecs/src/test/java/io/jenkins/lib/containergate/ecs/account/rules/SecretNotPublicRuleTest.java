package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.SecretPoliciesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretNotPublicRuleTest extends CloudRuleContract<TaskDefinition, List<SecretPoliciesQuestion.Answer>> {
    @Override
    protected CloudRule<TaskDefinition, List<SecretPoliciesQuestion.Answer>> rule() {
        return new SecretNotPublicRule();
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().facts().task();
    }

    @Override
    protected List<SecretPoliciesQuestion.Answer> broken() {
        return policy(statement("\"Principal\": {\"AWS\": \"*\"}"));
    }

    @Override
    protected List<SecretPoliciesQuestion.Answer> accepted() {
        return policy(statement("\"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:root\"}"));
    }

    private List<SecretPoliciesQuestion.Answer> policy(String text) {
        return List.of(new SecretPoliciesQuestion.Answer(
                "the secret shop/db", definition().place(), new Lookup.Answered<>(Optional.of(text))));
    }

    private static String statement(String members) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\":"
                + " \"secretsmanager:GetSecretValue\", \"Resource\": \"*\", " + members + "}]}";
    }

    @Test
    void itSaysWhatEverybodyMayDo() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("the secret shop/db: its policy allows everybody secretsmanager:getsecretvalue");
    }

    @Test
    void aSecretWithoutPolicyIsClosed() {
        assertThat(outcome(List.of(new SecretPoliciesQuestion.Answer(
                        "x", definition().place(), new Lookup.Answered<>(Optional.empty())))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aPolicyThatIsNotUnderstoodIsAnError() {
        assertThat(outcome(policy("{\"Statement\": [{\"Effect\": \"Perhaps\"}]}")))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(policy(statement("\"Sid\": \"x\"")))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(policy("{"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void parametersHaveNoPolicies() {
        assertThat(rule().excludes(TestTask.fargate()
                        .container("\"secrets\": [{\"name\": \"A\", \"valueFrom\":"
                                + " \"arn:aws:ssm:eu-central-1:123456789012:parameter/a\"}]")
                        .facts()
                        .task()))
                .isPresent();
    }
}
