package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoFixedHostPortRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoFixedHostPortRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2()
                .task("\"networkMode\": \"bridge\"")
                .container("\"portMappings\": [{\"containerPort\": 8080, \"hostPort\": 8080}]");
    }

    @Override
    protected TestTask accepted() {
        return TestTask.ec2().task("\"networkMode\": \"bridge\"");
    }

    @Test
    void theUsualNetworkHasNoHostPorts() {
        assertThat(outcome(TestTask.ec2())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void silenceMeansBridge() {
        assertThat(outcome(TestTask.ec2()
                        .withoutTask("networkMode")
                        .container("\"portMappings\": [{\"containerPort\": 8080, \"hostPort\": 8080}]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}
