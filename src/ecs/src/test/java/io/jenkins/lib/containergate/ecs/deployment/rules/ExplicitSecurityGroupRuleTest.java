package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplicitSecurityGroupRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ExplicitSecurityGroupRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1]}}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service(
                "NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: DISABLED, SecurityGroups: [sg-1],"
                        + " Subnets: [subnet-1]}}");
    }

    @Test
    void aGroupOfTheSameTemplateIsNamed() {
        assertThat(outcome(TestDeployment.service(
                        "NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: [!GetAtt Group.GroupId]}}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aParameterMayBeEmptySoItIsAnError() {
        assertThat(outcome(TestDeployment.service(
                        "NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: !Ref Unset}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void soMayAListThatAConditionLeavesEmpty() {
        for (String other : List.of("[]", "!Ref AWS::NoValue", "[!Ref AWS::NoValue]")) {
            assertThat(outcome(TestDeployment.service(
                            "NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: !If [Unknown, [sg-1], "
                                    + other + "]}}")))
                    .as(other)
                    .isEqualTo(RuleOutcome.ERROR);
        }
    }

    private static Deployment named(String groups) {
        return TestDeployment.all("""
            Resources:
              Vpc: {Type: "AWS::EC2::VPC"}
              DefaultSecurityGroup: {Type: "AWS::EC2::SecurityGroup"}
              Shop:
                Type: AWS::ECS::Service
                Properties: {NetworkConfiguration: {AwsvpcConfiguration: {SecurityGroups: %s}}}
            """.formatted(groups)).get(0);
    }

    @Test
    void theDefaultGroupOfTheNetworkIsNoGroupOfItsOwn() {
        assertThat(outcome(named("[!GetAtt Vpc.DefaultSecurityGroup]"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(named("[sg-1, !GetAtt Vpc.DefaultSecurityGroup]"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(named("[!Sub \"${Vpc.DefaultSecurityGroup}\"]"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(named("[!GetAtt DefaultSecurityGroup.GroupId]")))
                .as("a resource that is only called so")
                .isEqualTo(RuleOutcome.PASS);
    }
}
