package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * An ECS service.
 *
 * @param exposed what its names in Service Connect are
 * @param lifecycleHooks whom a deployment asks before it goes on
 * @param balanced containers behind a load balancer
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html">CreateService</a>
 */
public record Service(
        String document,
        String name,
        Mapping source,
        Place place,
        Field<String> launchType,
        Field<String> platformVersion,
        Network network,
        Field<Boolean> executeCommand,
        Field<Boolean> circuitBreaker,
        Field<Boolean> rollback,
        Items<ConnectService> exposed,
        Field<String> taskDefinition,
        Items<LifecycleHook> lifecycleHooks,
        Items<BalancedContainer> balanced)
        implements Deployment {

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Service[" + name + "]";
    }
}
