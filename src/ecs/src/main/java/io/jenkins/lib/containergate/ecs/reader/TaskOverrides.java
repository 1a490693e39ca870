package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a schedule, an event rule, a pipe or a state hands to the tasks that it starts, beside their task definition. What of it is not
 * evaluated, and may change what the tasks run as, is undecided.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html">RunTask</a>
 */
final class TaskOverrides {
    /** In lower case and without a plural. */
    private static final Set<String> OF_LAUNCHES = Set.of(
            "capacityproviderstrategy",
            "clienttoken",
            "cluster",
            "containerinstance",
            "count",
            "enableecsmanagedtag",
            "enableexecutecommand",
            "group",
            "input",
            "inputpath",
            "inputtemplate",
            "inputtransformer",
            "launchtype",
            "networkconfiguration",
            "orderedplacementstrategy",
            "override",
            "placementconstraint",
            "placementstrategy",
            "platformversion",
            "propagatetag",
            "referenceid",
            "startedby",
            "tag",
            "taglist",
            "taskcount",
            "taskdefinition",
            "volumeconfiguration");

    private static final Set<String> OF_TASKS = Set.of(
            "containeroverride",
            "cpu",
            "ephemeralstorage",
            "executionrolearn",
            "inferenceacceleratoroverride",
            "memory",
            "taskrolearn");

    private static final Set<String> OF_CONTAINERS = Set.of(
            "command",
            "cpu",
            "environment",
            "environmentfile",
            "memory",
            "memoryreservation",
            "name",
            "resourcerequirement");

    private static final Pattern ROLE = Pattern.compile("(?i)taskRoleArn|executionRoleArn");
    private static final Pattern FILES = Pattern.compile("(?i)environmentFiles?");

    /** An input whose overrides themselves are a part of the event. */
    private static final Pattern OF_THE_EVENT =
            Pattern.compile("(?is)\\s*<[^<>]{1,256}>\\s*|.*\"containerOverrides\"\\s*:\\s*(?:\\[\\s*)?<.*");

    private static final List<String> INPUTS = List.of("input", "inputTemplate", "inputTransformer", "inputPath");
    private static final String OVERRIDES = "overrides";

    private final Budget budget;
    private final Gathered gathered;
    private final String type;
    private final String name;

    /** @param name of what starts the tasks */
    TaskOverrides(Budget budget, Gathered gathered, String type, String name) {
        this.budget = budget;
        this.gathered = gathered;
        this.type = type;
        this.name = name;
    }

    /**
     * @param launch in the shape of the input of {@code RunTask}; what its target hands to the tasks is added to it
     * @param around what else its target says
     * @return the commands that it gives containers
     */
    List<Launch.Command> read(Map<String, Value> launch, Map<String, Value> around) throws GateException {
        OverriddenCommands commands = new OverriddenCommands();
        launch.forEach((member, value) -> {
            if (!OF_LAUNCHES.contains(NamedMembers.singular(member)) && !value.unset()) {
                unknown("a member of what it starts", value);
            }
        });
        for (String input : INPUTS) {
            Value given = around.get(input);
            if (given != null) {
                Value read = parsed(given);
                launch.put(input, read);
                check(input, read);
                commands.read(template(read));
            }
        }
        Value overrides = launch.get(OVERRIDES);
        if (overrides != null) {
            members(overrides, OF_TASKS);
            check(OVERRIDES, overrides);
            commands.read(overrides);
        }
        return commands.all();
    }

    /** With the template of a transformer as an object, where it is the text of one. */
    private Value template(Value input) throws GateException {
        Value template = NamedMembers.of(input, "inputtemplate").orElse(input);
        return template instanceof Mapping ? template : object(template).orElse(template);
    }

    /** A member of an answer or request that this version does not know may be a new kind of override. */
    private void members(Value overrides, Set<String> known) {
        if (overrides instanceof Sequence list) {
            list.items().forEach(item -> members(item, known));
        } else if (overrides instanceof Mapping mapping) {
            mapping.members().forEach((member, value) -> {
                String plain = NamedMembers.singular(member);
                if (!known.contains(plain) && !value.unset()) {
                    unknown("a member of overrides", value);
                } else if (plain.equals("containeroverride")) {
                    members(value, OF_CONTAINERS);
                }
            });
        }
    }

    private void unknown(String what, Value value) {
        undecided(
                what,
                "this version does not know it",
                "remove it, use a version that evaluates it, or waive this finding by its fingerprint",
                new Text("", MemberCheck.around(value.mark())));
    }

    private void check(String input, Value given) throws GateException {
        if (mentions(given, ROLE)) {
            undecided(
                    input,
                    "it gives the tasks another role, which this version does not evaluate",
                    "name the role in the task definition",
                    given);
        } else if (mentions(given, FILES)) {
            undecided(
                    input,
                    "it gives the tasks files of environment variables, which this version does not evaluate",
                    "name the files in the task definition",
                    given);
        } else if (ofTheEvent(input, given)) {
            undecided(
                    input,
                    "what it hands to the tasks is a part of the event, and known only when that arrives",
                    "write containerOverrides in the input, with values of the event in them, or waive it under this"
                            + " name",
                    given);
        } else if (given instanceof Unresolved later && hidden(later)) {
            undecided(
                    input,
                    "what it hands to the tasks is not known: " + later.reason(),
                    "give what it depends on (--parameter NAME=VALUE)",
                    given);
        }
    }

    /** A text, or a list of texts, of which nothing is known; or that a condition can choose. */
    private static boolean hidden(Unresolved text) {
        return nothingIsKnown(text) || mayBeOther(text);
    }

    /** No word, that is: functions that take a text apart have their separator and an index among its parts. */
    private static boolean nothingIsKnown(Unresolved text) {
        return text.why() instanceof Reason.Elsewhere && text.shape().isEmpty()
                || Stream.concat(text.parts().stream(), TextParts.ofShape(text.shape()).stream())
                        .noneMatch(part -> part.chars().anyMatch(Character::isLetter));
    }

    /** Whether it can turn out to be what something else in the file says, which is no part of it. */
    private static boolean mayBeOther(Unresolved text) {
        return text.alternatives().stream()
                .anyMatch(each -> !each.isBlank() && !text.parts().contains(each));
    }

    private void undecided(String what, String reason, String remedy, Value at) {
        gathered.undecided(name, type + " " + what, reason, remedy, at.mark());
    }

    private boolean ofTheEvent(String input, Value given) throws GateException {
        return !given.unset()
                && (input.equals("inputPath")
                        || input.startsWith("inputT")
                                && TextParts.of(given, budget).stream()
                                        .anyMatch(part -> OF_THE_EVENT
                                                .matcher(template(part))
                                                .matches()));
    }

    /** Members are written with their names before them. */
    private static String template(String part) {
        int equals = part.indexOf('=');
        return part.toLowerCase(Locale.ROOT).startsWith("inputtemplate=") ? part.substring(equals + 1) : part;
    }

    private boolean mentions(Value value, Pattern member) throws GateException {
        return named(value, member, 0)
                || TextParts.of(value, budget).stream()
                        .anyMatch(part -> member.matcher(part).find());
    }

    private boolean named(Value value, Pattern member, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Sequence list) {
            for (Value item : list.items()) {
                if (named(item, member, depth + 1)) {
                    return true;
                }
            }
        } else if (value instanceof Mapping mapping) {
            for (Map.Entry<String, Value> each : mapping.members().entrySet()) {
                boolean set = !each.getValue().unset();
                if (set && member.matcher(each.getKey().replace("_", "")).matches()
                        || named(each.getValue(), member, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Value parsed(Value input) throws GateException {
        return input instanceof Text ? object(input).orElse(input) : input;
    }

    /** What is filled in by a template is an unresolved value in it. */
    private Optional<Value> object(Value text) throws GateException {
        String known =
                text instanceof Text whole ? whole.value() : text instanceof Unresolved later ? later.shape() : "";
        return known.stripLeading().startsWith("{")
                ? new MachineDefinition(budget, new Value.Null(text.mark())).of(text)
                : Optional.empty();
    }
}
