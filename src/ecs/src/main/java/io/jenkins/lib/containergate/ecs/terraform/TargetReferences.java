package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether the target of a rule, schedule or pipe, or the version of an alias, that is known only after apply is a resource of the plan:
 * a data source, a local value or a resource that keeps what others give it may be the ARN of anything.
 */
final class TargetReferences {
    /** Of a block, and of an attribute. */
    private static final Map<String, List<List<String>>> TARGETS = Map.of(
            "aws_cloudwatch_event_target", List.of(List.of("arn")),
            "aws_scheduler_schedule", List.of(List.of("target", "arn")),
            "aws_pipes_pipe", List.of(List.of("target"), List.of("enrichment")),
            "aws_ssm_maintenance_window_task", List.of(List.of("task_arn")),
            "awscc_events_rule", List.of(List.of("targets", "arn")),
            "awscc_scheduler_schedule", List.of(List.of("target", "arn")),
            "awscc_pipes_pipe", List.of(List.of("target"), List.of("enrichment")),
            "awscc_ssm_maintenance_window_task", List.of(List.of("task_arn")),
            "aws_sfn_alias", List.of(List.of("routing_configuration", "state_machine_version_arn")));

    /** Data sources that say where the plan is applied. */
    private static final Set<String> OF_THE_PLACE =
            Set.of("data.aws_caller_identity", "data.aws_region", "data.aws_partition");

    private static final int MAX_DEPTH = 16;

    private final ModuleTree tree;

    TargetReferences(ModuleTree tree) {
        this.tree = tree;
    }

    /** With values that may be anything marked so. */
    Mapping named(Mapping values, String type, String address) {
        Mapping named = values;
        for (List<String> target : TARGETS.getOrDefault(type, List.of())) {
            ModuleTree.Place place = tree.place(address);
            named = (Mapping) named(named, target, ModuleTree.expressions(place), place.path());
        }
        return named;
    }

    private Value named(Value value, List<String> target, @Nullable Value expression, List<String> path) {
        if (target.isEmpty()) {
            return value instanceof Unresolved later && !ofResources(expression, path, 0)
                    ? later.as(Certainty.SOME)
                    : value;
        }
        if (value instanceof Sequence list) {
            List<Value> items = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                List<Value> written = ModuleTree.items(expression);
                Value block = i < written.size() ? written.get(i) : null;
                items.add(named(list.items().get(i), target, whole(expression) ? expression : block, path));
            }
            return new Sequence(items, list.mark());
        }
        if (!(value instanceof Mapping mapping)) {
            return value;
        }
        String name = target.get(0);
        Map<String, Value> members = new LinkedHashMap<>(mapping.members());
        members.computeIfPresent(
                name,
                (unused, inner) -> named(
                        inner,
                        target.subList(1, target.size()),
                        whole(expression) ? expression : ModuleTree.member(expression, name),
                        path));
        return new Mapping(members, mapping.mark());
    }

    /** Whether an attribute is an object, of which a plan says only what all of it refers to. */
    private static boolean whole(@Nullable Value expression) {
        return ModuleTree.member(expression, "references") != null;
    }

    private boolean ofResources(@Nullable Value expression, List<String> path, int depth) {
        List<Value> references = ModuleTree.items(ModuleTree.member(expression, "references"));
        return depth <= MAX_DEPTH
                && !references.isEmpty()
                && references.stream()
                        .allMatch(
                                each -> each instanceof Text text && ofResource(expression, text.value(), path, depth));
    }

    private boolean ofResource(@Nullable Value expression, String written, List<String> path, int depth) {
        String reference = Addresses.withoutIndices(written);
        if (TerraformReferences.ofResource(reference)) {
            return true;
        }
        String[] words = reference.split("\\.");
        return switch (words[0]) {
            case "module" -> {
                if (words.length < 3) {
                    yield ReferenceLists.more(expression, reference);
                }
                List<String> inner = new ArrayList<>(path);
                inner.add(words[1]);
                yield ofResources(tree.output(inner, words[2]), inner, depth + 1);
            }
            case "var" -> {
                // what is given to the plan is known when it is made
                if (path.isEmpty() || words.length < 2) {
                    yield true;
                }
                Value given = tree.given(path, words[1]);
                yield ModuleTree.items(ModuleTree.member(given, "references")).isEmpty()
                        || ofResources(given, path.subList(0, path.size() - 1), depth + 1);
            }
            case "data" -> words.length > 1 && OF_THE_PLACE.contains(words[0] + "." + words[1]);
            case "each" ->
                words[words.length - 1].equals("key")
                        || reference.equals("each")
                        || ReferenceLists.indexes(expression, written);
            case "count", "path", "terraform" -> true;
            default -> false;
        };
    }
}
