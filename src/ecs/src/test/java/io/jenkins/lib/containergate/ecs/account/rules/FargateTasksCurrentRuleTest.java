package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FargateTasksCurrentRuleTest extends ClusterRuleContract<List<EcsTask>> {
    @Override
    protected CloudRule<Deployment, List<EcsTask>> rule() {
        return new FargateTasksCurrentRule(Duration.ofDays(90), CLOCK);
    }

    @Override
    protected List<EcsTask> broken() {
        return List.of(task("FARGATE", "1.3.0", false, 1), task("FARGATE", "1.4.0", false, 91));
    }

    @Override
    protected List<EcsTask> accepted() {
        return List.of(task("FARGATE", "1.4.0", false, 89), task("FARGATE", "1.0.0", true, 1));
    }

    private static EcsTask task(String launchType, String platform, boolean windows, int days) {
        return new EcsTask(
                Arn.of("arn:aws:ecs:eu-central-1:123456789012:task/prod/" + platform.replace('.', '-') + days)
                        .orElseThrow(),
                Arn.of("arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:1")
                        .orElseThrow(),
                Optional.of("service:shop"),
                "RUNNING",
                false,
                List.of(),
                new EcsTask.Start(
                        Optional.of(launchType),
                        Optional.of(platform).filter(text -> !text.isEmpty()),
                        Optional.of(daysAgo(days)),
                        Optional.empty(),
                        Optional.empty(),
                        windows,
                        false,
                        EcsTask.Overrides.none()),
                List.of());
    }

    @Test
    void tasksOnInstancesAreNotItsBusiness() {
        assertThat(outcome(List.of(task("EC2", "", false, 400)))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aPlatformThatIsNotToldIsAnError() {
        assertThat(outcome(List.of(task("FARGATE", "", false, 1)))).isEqualTo(RuleOutcome.ERROR);
    }
}
