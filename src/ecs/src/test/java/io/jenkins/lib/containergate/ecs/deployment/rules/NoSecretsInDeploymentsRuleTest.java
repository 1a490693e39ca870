package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSecretsInDeploymentsRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new NoSecretsInDeploymentsRule(PlaintextSecrets.standard());
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("""
            {ServiceConnectConfiguration: {LogConfiguration: {LogDriver: splunk, Options: {splunk-token: hunter2}}}}
            """.strip());
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service("""
            {ServiceConnectConfiguration: {LogConfiguration: {LogDriver: splunk,
              SecretOptions: [{Name: splunk-token, ValueFrom: "arn:aws:ssm:eu-central-1:123456789012:parameter/x"}]}}}
            """.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"containerOverrides\": [{\"name\": \"web\", \"environment\": [{\"name\": \"DB_PASSWORD\", \"value\":"
                        + " \"hunter2\"}]}]}",
                "{\"containerOverrides\": [{\"name\": \"web\", \"command\": [\"serve\", \"--password=hunter2\"]}]}",
                "{\"containerOverrides\": [{\"name\": \"web\", \"environment\": [{\"name\": \"X\", \"value\":"
                        + " \"postgres://u:hunter2@db/x\"}]}]}",
            })
    void whatAScheduleHandsToItsTasksIsSearched(String input) {
        Deployment schedule = TestDeployment.all(
                        """
                        {"Resources": {"Shop": {"Type": "AWS::Scheduler::Schedule", "Properties": {"Target": {
                          "EcsParameters": {"TaskDefinitionArn": "shop:1"}, "Input": %s}}}}}
                        """.formatted(com.fasterxml.jackson.databind.node.TextNode.valueOf(input)))
                .get(0);
        assertThat(outcome(schedule)).isEqualTo(RuleOutcome.FAIL);
        assertThat(rule().check(schedule).findings().toString()).doesNotContain("hunter2");
    }

    @Test
    void whatIsFilledInAtDeploymentIsFoundToo() {
        assertThat(outcome(TestDeployment.service(
                        "Tags: [{Key: x, Value: !Sub '{{resolve:secretsmanager:${AWS::StackName}}}'}]")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestDeployment.service(
                        "Tags: !If [Unknown, [{Key: password, Value: hunter2}], !Ref AWS::NoValue]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
