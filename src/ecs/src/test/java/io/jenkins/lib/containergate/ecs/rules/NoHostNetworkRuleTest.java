package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoHostNetworkRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoHostNetworkRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "networkMode": "host"
            """);
    }

    @Test
    void anUnknownModeIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().task("\"networkMode\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void managedInstancesHaveAHostNetworkToo() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"networkMode\": \"host\", \"requiresCompatibilities\": [\"MANAGED_INSTANCES\"]")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOST", "Host", " host", "host2"})
    void aValueThatEcsDoesNotTakeIsAnErrorNotAPass(String mode) {
        assertThat(outcome(TestTask.ec2().task("\"networkMode\": \"" + mode + "\"")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
