package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionParser;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Task definitions as the ECS API takes and gives them, wherever they are in a document: there may be several, and something else
 * beside them.
 */
final class PlainDefinitions {
    private static final String CONTAINERS = "containerDefinitions";
    private static final String TYPE = "AWS::ECS::TaskDefinition";
    /** What answers of the API have beside a task definition. */
    private static final Set<String> ANSWER = Set.of("tags", "failures", "ResponseMetadata", "include", "$metadata");

    private final Budget budget;
    private final TaskDefinitionParser parser;
    private final Gathered gathered;

    PlainDefinitions(Budget budget, TaskDefinitionParser parser, Gathered gathered) {
        this.budget = budget;
        this.parser = parser;
        this.gathered = gathered;
    }

    /** @param alone whether the document is neither a template nor a plan, in which such definitions may be anything */
    void read(Value root, boolean alone) throws GateException {
        Mapping nothing = new Mapping(Map.of(), root.mark());
        if (alone) {
            if (holds(root)) {
                walk(root, nothing);
            }
        } else if (root instanceof Mapping mapping) {
            if (definition(mapping)) {
                definition(mapping, nothing);
            }
            if (mapping.members().get("taskDefinition") instanceof Mapping described && definition(described)) {
                definition(described, mapping);
            }
        }
    }

    private void walk(Value value, Mapping around) throws GateException {
        if (value instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                walk(item, around);
            }
        } else if (value instanceof Mapping mapping) {
            boolean definition = definition(mapping);
            if (definition) {
                definition(mapping, around);
            }
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                if (!member.getKey().equalsIgnoreCase(CONTAINERS)) {
                    beside(member.getKey(), member.getValue(), mapping, definition);
                }
            }
        }
    }

    private void beside(String name, Value value, Mapping around, boolean checked) throws GateException {
        if (holds(value)) {
            walk(value, around);
        } else if (!checked && structure(value) && !ANSWER.contains(name)) {
            gathered.undecided(
                    budget.document(),
                    "member of the document",
                    "it is beside a task definition, and this version does not know what it is",
                    "write the task definition into a file of its own",
                    MemberCheck.around(value.mark()));
        }
    }

    /** @param around may hold its tags, as the answer of {@code describe-task-definition} does */
    private void definition(Mapping described, Mapping around) throws GateException {
        Map<String, Value> members = new LinkedHashMap<>(described.members());
        // a definition inside of another is one of its own
        members.entrySet()
                .removeIf(member -> !member.getKey().equalsIgnoreCase(CONTAINERS) && holds(member.getValue()));
        Value tags = around.members().get("tags");
        if (tags instanceof Sequence && members.keySet().stream().noneMatch("tags"::equalsIgnoreCase)) {
            members.put("tags", tags);
        }
        TaskDefinition task = parser.parse(new Mapping(members, described.mark()), budget.document());
        gathered.task(task);
        gathered.undecided(task.name(), TYPE, MemberCheck.of(TYPE, task.source(), ""));
    }

    private static boolean structure(Value value) {
        return value instanceof Mapping mapping && !mapping.members().isEmpty()
                || value instanceof Sequence sequence && !sequence.items().isEmpty();
    }

    private static boolean definition(Mapping mapping) {
        return mapping.members().keySet().stream().anyMatch(CONTAINERS::equalsIgnoreCase);
    }

    private static boolean holds(Value value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().anyMatch(PlainDefinitions::holds);
        }
        return value instanceof Mapping mapping
                && (definition(mapping) || mapping.members().values().stream().anyMatch(PlainDefinitions::holds));
    }
}
