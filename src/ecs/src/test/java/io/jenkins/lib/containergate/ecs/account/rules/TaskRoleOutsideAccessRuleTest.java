package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.iam.AccessLookups.OutsideAccess;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRoleOutsideAccessRuleTest extends CloudRuleContract<TaskDefinition, List<OutsideAccess>> {
    @Override
    protected CloudRule<TaskDefinition, List<OutsideAccess>> rule() {
        return new TaskRoleOutsideAccessRule();
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().facts().task();
    }

    @Override
    protected List<OutsideAccess> broken() {
        return List.of(new OutsideAccess("1", false, "{\"AWS\":\"444455556666\"}"));
    }

    @Override
    protected List<OutsideAccess> accepted() {
        return List.of();
    }

    @Test
    void accessOfEverybodyIsCritical() {
        assertThat(result(List.of(new OutsideAccess("1", true, "{\"AWS\":\"*\"}")))
                        .findings())
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.CRITICAL);
    }
}
