package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;

class InitProcessRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new InitProcessRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "linuxParameters": {"capabilities": {"drop": ["ALL"]}}
            """);
    }
}
