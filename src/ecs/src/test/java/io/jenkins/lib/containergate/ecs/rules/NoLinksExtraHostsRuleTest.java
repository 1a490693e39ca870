package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;

class NoLinksExtraHostsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoLinksExtraHostsRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "links": ["db"], "extraHosts": [{"hostname": "db", "ipAddress": "10.0.0.1"}], "dnsServers": ["10.0.0.2"]
            """);
    }
}
