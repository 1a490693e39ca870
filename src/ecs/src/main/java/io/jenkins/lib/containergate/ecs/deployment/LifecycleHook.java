package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;

/**
 * Whom a deployment asks before it goes on.
 *
 * @param type {@code AWS_LAMBDA}, as when it is absent, or {@code PAUSE}: then the deployment waits for an answer
 * @param target ARN of a Lambda function; none of a {@code PAUSE} hook
 * @param stages when it is asked, such as {@code PRE_SCALE_UP}
 * @param timeoutAction what happens when it gives no answer: {@code ROLLBACK}, as when it is absent, or {@code CONTINUE}
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html">DeploymentLifecycleHook</a>
 */
public record LifecycleHook(
        Field<String> type,
        Field<String> target,
        Items<Known<String>> stages,
        Field<String> timeoutAction,
        Place place) {
    public static final String PAUSE = "PAUSE";
    public static final String LAMBDA = "AWS_LAMBDA";
}
