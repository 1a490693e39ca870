package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.AccessLookups.ServiceUse;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskRoleServicesUsedRuleTest extends CloudRuleContract<TaskDefinition, List<ServiceUse>> {
    @Override
    protected CloudRule<TaskDefinition, List<ServiceUse>> rule() {
        return new TaskRoleServicesUsedRule(Duration.ofDays(90), ClusterRuleContract.CLOCK);
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().facts().task();
    }

    @Override
    protected List<ServiceUse> broken() {
        return List.of(used("s3", 1), used("dynamodb", 91), new ServiceUse("sqs", Optional.empty()));
    }

    @Override
    protected List<ServiceUse> accepted() {
        return List.of(used("s3", 90));
    }

    private static ServiceUse used(String service, int days) {
        return new ServiceUse(service, Optional.of(ClusterRuleContract.daysAgo(days)));
    }

    @Test
    void theServicesAreNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("did not use 2 of 3 services: dynamodb, sqs");
    }

    @Test
    void aRoleThatWasNeverUsedTellsNothing() {
        assertThat(outcome(List.of(new ServiceUse("s3", Optional.empty())))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aTaskWithoutRoleIsNotAskedAbout() {
        assertThat(rule().excludes(TestTask.fargate()
                        .withoutTask("taskRoleArn")
                        .facts()
                        .task()))
                .isPresent();
    }
}
