package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.List;

class StartedPublicIpRuleTest extends StarterRuleContract {
    @Override
    protected CloudRule<Deployment, List<Lookup<List<Starter>>>> rule() {
        return new StartedPublicIpRule();
    }

    @Override
    String bad() {
        return "{\"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-1\"], \"assignPublicIp\": \"ENABLED\"}}}";
    }

    @Override
    String good() {
        return "{\"networkConfiguration\": {\"awsvpcConfiguration\": {\"subnets\": [\"subnet-1\"], \"assignPublicIp\": \"DISABLED\"}}}";
    }
}
