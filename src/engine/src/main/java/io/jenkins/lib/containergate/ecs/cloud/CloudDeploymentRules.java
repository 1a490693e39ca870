package io.jenkins.lib.containergate.ecs.cloud;

import io.jenkins.lib.containergate.ecs.cloud.rules.ContainerAgentConnectedRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.List;

/** The registry of rules on services and clusters that take answers of AWS, in the order of reports. */
public final class CloudDeploymentRules {
    private CloudDeploymentRules() {}

    public static CloudRules<Deployment> all() {
        return new CloudRules<>(List.of(new ContainerAgentConnectedRule()));
    }
}
