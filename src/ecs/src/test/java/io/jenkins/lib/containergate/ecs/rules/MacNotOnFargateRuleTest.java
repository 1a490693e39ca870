package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class MacNotOnFargateRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new MacNotOnFargateRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.fargate().container("\"dockerSecurityOptions\": [\"no-new-privileges\"]");
    }

    @Override
    protected TestTask accepted() {
        return TestTask.fargate();
    }

    @Test
    void instancesOfOnesOwnTakeThem() {
        assertThat(outcome(TestTask.ec2())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aTaskThatMayRunOnInstancesAsWellKeepsWhatHardensItThere() {
        TestTask both = TestTask.ec2().task("\"requiresCompatibilities\": [\"EC2\", \"FARGATE\"]");
        assertThat(outcome(both)).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(new NoNewPrivilegesRule().check(both.facts()).outcome()).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(both.task("\"requiresCompatibilities\": [\"MANAGED_INSTANCES\", \"FARGATE\"]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
