package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleProfile;
import org.junit.jupiter.api.Test;

class EveryResourceEvaluatedRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new EveryResourceEvaluatedRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.all("""
            Resources:
              Shop: {Type: "AWS::ECS::Gateway", Properties: {GatewayName: shop}}
            """).get(0);
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service("LaunchType: FARGATE");
    }

    /** It never fails: what was not evaluated is undecided. */
    @Override
    @Test
    protected void theBrokenOneFailsWithFindingsThatExplainThemselves() {
        assertThat(outcome(broken())).isEqualTo(RuleOutcome.ERROR);
        assertThat(rule().check(broken()).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.undecided()).isTrue();
            assertThat(finding.actual())
                    .startsWith("Shop, the AWS::ECS::Gateway: AWS::ECS::Gateway is not evaluated: it exposes services");
            assertThat(finding.location().pointer()).contains("/Resources/Shop");
        });
    }

    /** It has nothing to ask of what is evaluated. */
    @Override
    @Test
    protected void theAcceptedOnePasses() {
        assertThat(outcome(accepted())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void itIsInEveryProfile() {
        assertThat(RuleProfile.values())
                .allSatisfy(profile ->
                        assertThat(profile.selects(rule().metadata())).isTrue());
    }
}
