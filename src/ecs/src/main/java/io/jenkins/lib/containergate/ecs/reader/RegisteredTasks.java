package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of task definitions that ECS knows: {@code FAMILY}, {@code FAMILY:REVISION} or ARN. */
public final class RegisteredTasks {
    private static final Pattern FAMILY = Pattern.compile("[A-Za-z0-9_-]{1,255}(:[0-9]{1,10})?");

    private RegisteredTasks() {}

    /** Whether the name can be one of ECS; names of files have a dot or a slash as a rule. */
    public static boolean isName(String name) {
        return FAMILY.matcher(name).matches() || isArn(name);
    }

    private static boolean isArn(String name) {
        return Arn.of(name)
                .filter(arn -> arn.service().equals("ecs") && arn.resource().startsWith("task-definition/"))
                .isPresent();
    }

    /** Where to ask: an ARN says so. */
    public static Optional<String> region(String name) {
        return Arn.of(name).filter(arn -> arn.service().equals("ecs")).map(Arn::region);
    }
}
