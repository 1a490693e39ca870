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

    private static final Pattern COMMAND = named("cmds?|commands?|entrypoint|exec|inline|interpreter|program|scripts?");
    private static final Pattern ARGUMENTS = named("args|arguments");

    private ForeignCommands() {}

    private static Pattern named(String words) {
        return Pattern.compile("(?:.*_)?(?:" + words + ")(?:_.*)?", Pattern.CASE_INSENSITIVE);
    }

    static boolean startTasks(TerraformResource resource, Budget budget) throws LimitExceededException {
        return !resource.type().startsWith("aws_")
                && !resource.type().startsWith(PlanResources.CLOUD_CONTROL)
                && startTasks(resource.values(), budget);
    }

    /** A command and its arguments can be in two members, as those of Kubernetes are. */
    private static boolean startTasks(Mapping object, Budget budget) throws LimitExceededException {
        List<String> commands = new ArrayList<>();
        List<String> arguments = new ArrayList<>();
        for (Map.Entry<String, Value> member : object.members().entrySet()) {
            if (COMMAND.matcher(member.getKey()).matches()) {
                commands.addAll(TextParts.of(member.getValue(), budget));
            } else if (ARGUMENTS.matcher(member.getKey()).matches()) {
                arguments.addAll(TextParts.of(member.getValue(), budget));
            } else {
                for (Mapping inner : within(member.getValue())) {
                    if (startTasks(inner, budget)) {
                        return true;
                    }
                }
            }
        }
        commands.addAll(arguments);
        return CommandLines.startTasks(commands);
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
