package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRoleNotSharedRuleTest extends CloudRuleContract<TaskDefinition, List<String>> {
    @Override
    protected CloudRule<TaskDefinition, List<String>> rule() {
        return new TaskRoleNotSharedRule();
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.ec2().facts().task();
    }

    @Override
    protected List<String> broken() {
        return List.of("orders", "billing");
    }

    @Override
    protected List<String> accepted() {
        return List.of();
    }

    @Test
    void withoutARoleThereIsNothingToShare() {
        assertThat(rule().excludes(TestTask.ec2()
                        .withoutTask("taskRoleArn")
                        .facts()
                        .task()))
                .isPresent();
    }
}
