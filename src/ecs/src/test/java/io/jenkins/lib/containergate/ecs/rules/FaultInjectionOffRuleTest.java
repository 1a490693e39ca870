package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;

class FaultInjectionOffRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new FaultInjectionOffRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "enableFaultInjection": true
            """);
    }
}
