package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuarddutyWatchesServiceRuleTest extends CloudRuleContract<Deployment, Optional<List<ServiceRevision>>> {
    @Override
    protected CloudRule<Deployment, Optional<List<ServiceRevision>>> rule() {
        return new GuarddutyWatchesServiceRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    private static ServiceRevision revision(int number, Optional<Boolean> guardDuty) {
        return new ServiceRevision(
                arn("service-revision/prod/shop/" + number),
                arn("service/prod/shop"),
                arn("cluster/prod"),
                arn("task-definition/shop:1"),
                List.of(),
                guardDuty,
                "{}");
    }

    private static Arn arn(String resource) {
        return Arn.of("arn:aws:ecs:eu-central-1:123456789012:" + resource).orElseThrow();
    }

    @Override
    protected Optional<List<ServiceRevision>> broken() {
        return Optional.of(List.of(revision(1, Optional.of(true)), revision(2, Optional.of(false))));
    }

    @Override
    protected Optional<List<ServiceRevision>> accepted() {
        return Optional.of(List.of(revision(1, Optional.of(true))));
    }

    @Test
    void whatEcsDoesNotTellIsAnError() {
        assertThat(outcome(Optional.of(List.of(revision(1, Optional.empty()))))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void itIsAboutTasksOnFargate() {
        assertThat(outcome(Optional.empty())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void onlyServicesThatEcsDeploysHaveRevisions() {
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
        assertThat(rule().excludes(TestDeployed.service("{\"deploymentController\": {\"type\": \"CODE_DEPLOY\"}}")))
                .isPresent();
        assertThat(rule().excludes(TestDeployed.service("{\"deploymentController\": {\"type\": \"ECS\"}}")))
                .isEmpty();
        assertThat(rule().excludes(definition())).isEmpty();
    }
}
