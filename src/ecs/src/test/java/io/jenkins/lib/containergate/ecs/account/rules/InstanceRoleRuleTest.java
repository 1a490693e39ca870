package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstanceRoleRuleTest extends ClusterRuleContract<List<IamRole>> {
    private static final String AGENT = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";

    @Override
    protected CloudRule<Deployment, List<IamRole>> rule() {
        return new InstanceRoleRule();
    }

    @Override
    protected List<IamRole> broken() {
        return List.of(role("arn:aws:iam::123456789012:policy/mine", "\"s3:*\""));
    }

    @Override
    protected List<IamRole> accepted() {
        return List.of(role(AGENT, "\"ecs:Submit*\", \"ecs:Poll\""));
    }

    private static IamRole role(String policy, String actions) {
        return new IamRole(
                Arn.of("arn:aws:iam::123456789012:role/hosts").orElseThrow(),
                "{\"Version\": \"2012-10-17\", \"Statement\": []}",
                List.of(new IamPolicy(
                        IamPolicy.Kind.MANAGED,
                        policy,
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": [" + actions
                                + "], \"Resource\": \"*\"}]}")),
                Optional.empty());
    }

    @Test
    void theSamePermissionsInAnotherPolicyAreNotTheAgents() {
        assertThat(result(List.of(role(
                                "arn:aws:iam::123456789012:policy/AmazonEC2ContainerServiceforEC2Role", "\"ecs:*\"")))
                        .findings())
                .extracting(Finding::actual)
                .first()
                .asString()
                .contains("the role hosts of container instances");
    }

    @Test
    void aPolicyThatIsNotUnderstoodIsAnError() {
        assertThat(outcome(List.of(role("mine", "{}")))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void hostsWithoutRoleHaveNoneToJudge() {
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
