package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.List;

class StartedExecRuleTest extends StarterRuleContract {
    @Override
    protected CloudRule<Deployment, List<Lookup<List<Starter>>>> rule() {
        return new StartedExecRule();
    }

    @Override
    String bad() {
        return "{\"enableExecuteCommand\": true}";
    }

    @Override
    String good() {
        return "{\"enableExecuteCommand\": false}";
    }
}
