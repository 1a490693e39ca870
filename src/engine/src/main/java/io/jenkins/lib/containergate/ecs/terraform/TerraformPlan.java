package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of {@code terraform show -json}, of a plan or of a state.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output format</a>
 */
public final class TerraformPlan {
    private static final String CHANGES = "resource_changes";

    private final List<TerraformResource> resources;

    private TerraformPlan(List<TerraformResource> resources) {
        this.resources = List.copyOf(resources);
    }

    public static boolean isPlan(Mapping root) {
        return root.members().containsKey(CHANGES)
                || root.members().containsKey("planned_values")
                || root.members().get("values") instanceof Mapping values
                        && values.members().containsKey("root_module");
    }

    /** @throws GateException for a plan without its changes: only they say what is not known yet */
    public static TerraformPlan of(Mapping root, Budget budget) throws GateException {
        List<TerraformResource> found = new ArrayList<>();
        if (root.members().get(CHANGES) instanceof Sequence changes) {
            TerraformReferences references = TerraformReferences.of(root);
            for (Value change : changes.items()) {
                change(change, references, found);
            }
        } else if (root.members().get("values") instanceof Mapping values) {
            module(values.members().get("root_module"), found);
        } else {
            throw new MalformedDocumentException(
                    budget.document(),
                    root.mark().line(),
                    "the plan has no resource_changes",
                    "write it with: terraform show -json PLANFILE");
        }
        return new TerraformPlan(found);
    }

    /** @param type such as {@code aws_ecs_task_definition} */
    public List<TerraformResource> resources(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    private static void change(Value value, TerraformReferences references, List<TerraformResource> found) {
        if (value instanceof Mapping resource
                && text(resource, "mode").equals("managed")
                && resource.members().get("change") instanceof Mapping change
                && change.members().get("after") instanceof Mapping after) {
            Value unknown = change.members().get("after_unknown");
            String address = text(resource, "address");
            found.add(new TerraformResource(
                    address, text(resource, "type"), UnknownAfterApply.merge(after, unknown, references.of(address))));
        }
    }

    private static void module(@Nullable Value value, List<TerraformResource> found) {
        if (!(value instanceof Mapping module)) {
            return;
        }
        for (Value each : items(module, "resources")) {
            if (each instanceof Mapping resource
                    && text(resource, "mode").equals("managed")
                    && resource.members().get("values") instanceof Mapping values) {
                found.add(new TerraformResource(text(resource, "address"), text(resource, "type"), values));
            }
        }
        for (Value child : items(module, "child_modules")) {
            module(child, found);
        }
    }

    private static List<Value> items(Mapping mapping, String name) {
        return mapping.members().get(name) instanceof Sequence sequence ? sequence.items() : List.of();
    }

    private static String text(Mapping mapping, String name) {
        return mapping.members().getOrDefault(name, new Value.Null(mapping.mark())) instanceof Text text
                ? text.value()
                : "";
    }
}
