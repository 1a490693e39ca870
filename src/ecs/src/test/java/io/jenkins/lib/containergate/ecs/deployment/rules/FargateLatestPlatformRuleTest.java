package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class FargateLatestPlatformRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new FargateLatestPlatformRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("{LaunchType: FARGATE, PlatformVersion: 1.3.0}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service("{LaunchType: FARGATE, PlatformVersion: LATEST}");
    }

    @Test
    void absentMeansLatest() {
        assertThat(outcome(TestDeployment.service("LaunchType: FARGATE"))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void currentNumbersPass() {
        assertThat(outcome(TestDeployment.service("PlatformVersion: 1.4.0"))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void taskSetsCount() {
        assertThat(outcome(TestDeployment.taskSet("PlatformVersion: 1.0.0"))).isEqualTo(RuleOutcome.FAIL);
    }

    private static Deployment onSystem(String family, String version, String reference) {
        return TestDeployment.all("""
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: shop
                  RuntimePlatform: {OperatingSystemFamily: %s}
                  ContainerDefinitions: [{Name: web, Image: "web:1"}]
              Shop:
                Type: AWS::ECS::Service
                Properties: {LaunchType: FARGATE, PlatformVersion: %s, TaskDefinition: %s}
            """.formatted(family, version, reference)).get(0);
    }

    @Test
    void windowsHasOneVersionOfItsOwn() {
        String windows = "WINDOWS_SERVER_2022_CORE";
        assertThat(outcome(onSystem(windows, "1.0.0", "!Ref Task"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(onSystem(windows, "1.0.0", "shop:3"))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(onSystem(windows, "0.9.0", "!Ref Task"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(onSystem(windows, "1.0.0", "other"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(onSystem("LINUX", "1.0.0", "!Ref Task"))).isEqualTo(RuleOutcome.FAIL);
    }
}
