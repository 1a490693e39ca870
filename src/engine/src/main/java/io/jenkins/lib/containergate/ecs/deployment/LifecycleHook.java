package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * Whom a deployment asks before it goes on.
 *
 * @param target ARN of a Lambda function; none where somebody answers by hand
 * @param stages when it is asked, such as {@code PRE_SCALE_UP}
 * @param timeoutAction what happens when it gives no answer: {@code ROLLBACK}, as when it is absent, or {@code CONTINUE}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html">DeploymentLifecycleHook</a>
 */
public record LifecycleHook(
        Field<String> target, Items<Known<String>> stages, Field<String> timeoutAction, Place place) {}
