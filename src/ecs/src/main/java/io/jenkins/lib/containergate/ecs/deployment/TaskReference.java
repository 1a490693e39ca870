package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;

/** Whether something that starts tasks means a task definition of the same file. */
public final class TaskReference {
    private TaskReference() {}

    /** It refers to the resource that declares the task, or names its family or ARN. */
    public static boolean means(Field<String> reference, TaskDefinition task) {
        if (reference instanceof Unresolved<String> later) {
            return !later.origin().isEmpty() && declaring(later.origin(), task.resource());
        }
        return reference.known().filter(text -> named(text, task.name())).isPresent();
    }

    /**
     * @param origin {@code Task}, {@code Task.Arn}, or {@code aws_ecs_task_definition.web.arn}
     * @param resource logical id, or address in Terraform
     */
    private static boolean declaring(String origin, String resource) {
        if (resource.isEmpty()) {
            return false;
        }
        String address = resource.replaceAll("\\[[^\\]]*\\]", "");
        String plain = origin.replaceAll("\\[[^\\]]*\\]", "");
        String whole = plain.endsWith(".arn") || plain.endsWith(".Arn") || plain.endsWith(".TaskDefinitionArn")
                ? plain.substring(0, plain.lastIndexOf('.'))
                : plain;
        return address.equals(whole) || address.endsWith("." + whole);
    }

    private static boolean named(String text, String family) {
        String name = text.substring(text.lastIndexOf('/') + 1);
        int colon = name.indexOf(':');
        return (colon < 0 ? name : name.substring(0, colon)).equals(family);
    }
}
