package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import java.util.Arrays;

/**
 * What a task definition says it can run on ({@code requiresCompatibilities}), and what starts it runs it on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html">TaskDefinition</a>
 */
public enum LaunchType {
    EC2,
    FARGATE,
    /** Instances of ECS Anywhere. */
    EXTERNAL,
    MANAGED_INSTANCES;

    /** @throws MalformedDocumentException for one of which nobody knows here what applies to it */
    public static void check(Known<String> type, String document) throws MalformedDocumentException {
        if (Arrays.stream(values()).noneMatch(known -> known.name().equals(type.value()))) {
            throw new MalformedDocumentException(
                    document,
                    type.place().mark().line(),
                    type.place().pointer() + " is not a launch type this version knows",
                    "use EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES");
        }
    }
}
