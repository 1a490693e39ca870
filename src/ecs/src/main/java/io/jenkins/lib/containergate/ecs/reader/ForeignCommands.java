package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Commands in resources of Terraform's other providers: of shells, machines, clusters. A provider runs them itself or hands them to what
 * does; the names of their attributes say that they are commands. Texts that are only stored are none.
 */
final class ForeignCommands {
    static final String REASON = "its commands start or change tasks, which this version does not evaluate";

    private static final Pattern COMMAND = Pattern.compile(
            "(?:.*_)?(?:args|commands?|entrypoint|exec|inline|interpreter|program|scripts?)(?:_.*)?",
            Pattern.CASE_INSENSITIVE);

    private ForeignCommands() {}

    static boolean startTasks(TerraformResource resource, Budget budget) throws LimitExceededException {
        return !resource.type().startsWith("aws_")
                && !resource.type().startsWith("awscc_")
                && startTasks(resource.values(), budget);
    }

    private static boolean startTasks(Mapping object, Budget budget) throws LimitExceededException {
        for (Map.Entry<String, Value> member : object.members().entrySet()) {
            boolean command = COMMAND.matcher(member.getKey()).matches();
            if (command && CommandLines.startTasks(TextParts.of(member.getValue(), budget))) {
                return true;
            }
            for (Mapping inner : command ? List.<Mapping>of() : within(member.getValue())) {
                if (startTasks(inner, budget)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Objects in a value, without those that they hold; a document is only so deep. */
    private static List<Mapping> within(Value value) {
        if (value instanceof Mapping mapping) {
            return List.of(mapping);
        }
        List<Mapping> found = new ArrayList<>();
        if (value instanceof Sequence sequence) {
            sequence.items().forEach(item -> found.addAll(within(item)));
        }
        return found;
    }
}
