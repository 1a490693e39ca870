package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * Whom a deployment asks before it goes on.
 *
 * @param target ARN of a Lambda function
 * @param stages when it is asked, such as {@code PRE_SCALE_UP}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html">DeploymentLifecycleHook</a>
 */
public record LifecycleHook(Field<String> target, Items<Known<String>> stages, Place place) {}
