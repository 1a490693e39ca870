package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoPrivilegedRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoPrivilegedRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "privileged": true
            """);
    }

    @Test
    void saidToBeFalseItPasses() {
        assertThat(outcome(TestTask.ec2().container("""
            "privileged": false
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void fargateRefusesIt() {
        assertThat(outcome(TestTask.fargate().container("\"privileged\": true")))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void severalLaunchTypesAreJudgedForTheWorst() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"requiresCompatibilities\": [\"FARGATE\", \"EC2\"]")
                        .container("\"privileged\": true")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aValueThatIsKnownOnlyLaterIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"privileged\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
