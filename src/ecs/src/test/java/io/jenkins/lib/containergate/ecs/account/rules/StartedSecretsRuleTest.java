package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import java.util.List;

class StartedSecretsRuleTest extends StarterRuleContract {
    @Override
    protected CloudRule<Deployment, List<Lookup<List<Starter>>>> rule() {
        return new StartedSecretsRule(PlaintextSecrets.standard());
    }

    @Override
    String bad() {
        return "{\"overrides\": {\"containerOverrides\": [{\"name\": \"web\", \"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": \"k9-Lw2.vT5pQx8\"}]}]}}";
    }

    @Override
    String good() {
        return "{\"overrides\": {\"containerOverrides\": [{\"name\": \"web\", \"environment\": [{\"name\": \"STAGE\", \"value\": \"prod\"}]}]}}";
    }
}
