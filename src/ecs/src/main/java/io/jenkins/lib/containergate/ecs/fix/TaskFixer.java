package io.jenkins.lib.containergate.ecs.fix;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionParser;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.JsonPatch;
import io.jenkins.lib.containergate.finding.JsonPatch.Operation;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Hardens a task definition: applies the fixes of its findings until no rule has one left.
 *
 * <p>What has no mechanical fix, such as a secret in an environment variable, stays as it was.
 */
public final class TaskFixer {
    private static final ObjectMapper JSON = new ObjectMapper(JsonBounds.own().factory());
    /** More fixes than this for one rule means that they do not help. */
    private static final int MAX_ROUNDS = 2_000;

    private final RuleSet<TaskFacts> rules;

    public TaskFixer(RuleSet<TaskFacts> rules) {
        this.rules = rules;
    }

    /**
     * A hardened definition.
     *
     * @param text input for {@code register-task-definition}
     * @param gone the findings of the definition before that it does not have
     */
    public record Fixed(String text, Set<Fingerprint> gone) {
        public Fixed {
            gone = Set.copyOf(gone);
        }
    }

    /** @throws GateException when a value of the definition is known only at deployment */
    public Fixed fix(TaskFacts facts) throws GateException {
        return fix(facts, UnaryOperator.identity());
    }

    /** @param pin gives an image's reference with its digest, or the same text when it has none */
    public Fixed fix(TaskFacts facts, UnaryOperator<String> pin) throws GateException {
        ObjectNode document = object(facts.task().source(), facts.task().document());
        Registration.trim(document);
        TaskFacts current = parsed(document, facts);
        for (Rule<TaskFacts> rule : rules.rules()) {
            for (int round = 0; round < MAX_ROUNDS; round++) {
                Optional<JsonPatch> fix = firstFix(rule, current);
                if (fix.isEmpty() || !PatchedJson.apply(document, fix.get())) {
                    break;
                }
                current = parsed(document, facts);
            }
        }
        if (document.get("containerDefinitions") instanceof ArrayNode containers) {
            containers.forEach(container -> pin(container, pin));
        }
        return new Fixed(text(document), gone(facts, current, parsed(document, facts)));
    }

    /** What is known of an image is known by its text in the definition, so an image with a digest counts for the rule on digests alone. */
    private Set<Fingerprint> gone(TaskFacts before, TaskFacts patched, TaskFacts pinned) {
        Set<Fingerprint> left = findings(patched);
        left.retainAll(findings(pinned));
        Set<Fingerprint> gone = findings(before);
        gone.removeAll(left);
        return gone;
    }

    private Set<Fingerprint> findings(TaskFacts facts) {
        Set<Fingerprint> found = new HashSet<>();
        for (Rule<TaskFacts> rule : rules.rules()) {
            rule.check(facts).findings().forEach(finding -> found.add(finding.fingerprint()));
        }
        return found;
    }

    private static Optional<JsonPatch> firstFix(Rule<TaskFacts> rule, TaskFacts facts) {
        return rule.check(facts).findings().stream()
                .map(TaskFixer::fixOf)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<JsonPatch> fixOf(Finding finding) {
        return finding instanceof MisconfigurationFinding misconfiguration ? misconfiguration.fix() : Optional.empty();
    }

    private static void pin(JsonNode container, UnaryOperator<String> pin) {
        if (container instanceof ObjectNode object && object.path("image").isTextual()) {
            object.put("image", pin.apply(object.get("image").textValue()));
        }
    }

    private static TaskFacts parsed(ObjectNode document, TaskFacts original) throws GateException {
        Budget budget = new Budget(original.task().document(), DocumentLimits.defaults());
        Value value = new JsonDocument(budget).read(document.toString());
        return new TaskFacts(
                new TaskDefinitionParser(budget)
                        .parse((Mapping) value, original.task().name()),
                original.images());
    }

    private static ObjectNode object(Mapping mapping, String document) throws GateException {
        ObjectNode node = JSON.createObjectNode();
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
            node.set(member.getKey(), node(member.getValue(), document));
        }
        return node;
    }

    private static JsonNode node(Value value, String document) throws GateException {
        if (value instanceof Mapping mapping) {
            return object(mapping, document);
        }
        if (value instanceof Value.Sequence sequence) {
            ArrayNode array = JSON.createArrayNode();
            for (Value item : sequence.items()) {
                array.add(node(item, document));
            }
            return array;
        }
        if (value instanceof Value.Text text) {
            return JSON.getNodeFactory().textNode(text.value());
        }
        if (value instanceof Value.Number number) {
            return JSON.getNodeFactory().numberNode(new BigDecimal(number.digits()));
        }
        if (value instanceof Value.Bool bool) {
            return JSON.getNodeFactory().booleanNode(bool.value());
        }
        if (value instanceof Value.Unresolved unresolved) {
            throw new MalformedDocumentException(
                    document,
                    unresolved.mark().line(),
                    "it cannot be written out: " + unresolved.reason(),
                    "give what it depends on (--parameter NAME=VALUE), or fix the registered task definition");
        }
        return JSON.nullNode();
    }

    private static String text(ObjectNode document) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /** Members of an answer of the API that its input does not take. */
    private static final class Registration {
        private static final List<String> ANSWER_ONLY = List.of(
                "taskDefinitionArn",
                "revision",
                "status",
                "requiresAttributes",
                "compatibilities",
                "registeredAt",
                "registeredBy",
                "deregisteredAt",
                "deleteRequestedAt");

        static void trim(ObjectNode document) {
            document.remove(ANSWER_ONLY);
        }
    }

    /** Applies the patches of findings, as RFC 6902 says. */
    static final class PatchedJson {
        private static final ObjectMapper JSON =
                new ObjectMapper(JsonBounds.own().factory());

        private PatchedJson() {}

        /** Changes {@code document}; false when a place of the patch is not there, with the operations before it done. */
        static boolean apply(ObjectNode document, JsonPatch patch) {
            return patch.operations().stream().allMatch(operation -> apply(document, operation));
        }

        private static boolean apply(ObjectNode document, Operation operation) {
            JsonPointer pointer = JsonPointer.compile(operation.path());
            if (pointer.matches()) {
                return false;
            }
            JsonNode parent = document.at(pointer.head());
            String key = pointer.last().getMatchingProperty();
            if (parent instanceof ObjectNode object) {
                return operation.value().isPresent()
                        ? put(object, key, value(operation.value().get()))
                        : object.remove(key) != null;
            }
            return parent instanceof ArrayNode array && apply(array, key, operation);
        }

        private static boolean put(ObjectNode object, String key, JsonNode value) {
            object.set(key, value);
            return true;
        }

        private static boolean apply(ArrayNode array, String key, Operation operation) {
            if (operation.value().isPresent() && key.equals("-")) {
                array.add(value(operation.value().get()));
                return true;
            }
            if (!key.matches("0|[1-9][0-9]{0,8}")) {
                return false;
            }
            int index = Integer.parseInt(key);
            if (operation.value().isEmpty()) {
                return array.remove(index) != null;
            }
            if (index > array.size()) {
                return false;
            }
            array.insert(index, value(operation.value().get()));
            return true;
        }

        private static JsonNode value(String json) {
            try {
                return JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("the value of a patch is JSON", e);
            }
        }
    }
}
