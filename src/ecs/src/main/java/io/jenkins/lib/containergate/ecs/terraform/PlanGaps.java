package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a plan or state names, and of which it does not hold the values. */
final class PlanGaps {
    /** The one data source that does not only read. */
    private static final String STARTS_TASK = "aws_ecs_task_execution";

    private PlanGaps() {}

    /** Data sources that start tasks, wherever the plan or state names them. */
    static void started(Mapping root, List<TerraformPlan.Deferred> found) {
        List<Mapping> named = new ArrayList<>(objects(root, TerraformPlan.CHANGES));
        named.addAll(known(root));
        Set<String> known = new HashSet<>();
        for (Mapping resource : named) {
            String address = TerraformPlan.text(resource, "address");
            if (TerraformPlan.text(resource, "type").equals(STARTS_TASK) && known.add(address)) {
                found.add(new TerraformPlan.Deferred(
                        address,
                        STARTS_TASK,
                        "it starts a task whenever a plan is made, and this version does not evaluate with what",
                        resource.mark()));
            }
        }
    }

    /** Resources and data sources of which a plan or state has values, those that were read for it as well. */
    static List<Mapping> known(Mapping root) {
        List<Mapping> known = new ArrayList<>(dataSources(root.members().get("values")));
        known.addAll(dataSources(root.members().get("planned_values")));
        if (root.members().get("prior_state") instanceof Mapping prior) {
            known.addAll(dataSources(prior.members().get("values")));
        }
        return known;
    }

    private static List<Mapping> dataSources(@Nullable Value values) {
        List<Mapping> found = new ArrayList<>();
        if (values instanceof Mapping known && known.members().get("root_module") instanceof Mapping root) {
            Deque<Mapping> modules = new ArrayDeque<>(List.of(root));
            while (!modules.isEmpty()) {
                Mapping module = modules.pop();
                found.addAll(objects(module, "resources"));
                modules.addAll(objects(module, "child_modules"));
            }
        }
        return found;
    }

    private static List<Mapping> objects(Mapping mapping, String name) {
        return TerraformPlan.items(mapping, name).stream()
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast)
                .toList();
    }

    static void deferred(
            Mapping root, List<TerraformPlan.TerraformResource> changed, List<TerraformPlan.Deferred> found) {
        for (Value value : TerraformPlan.items(root, "deferred_changes")) {
            Mapping change = value instanceof Mapping deferral
                            && deferral.members().get("resource_change") instanceof Mapping known
                    ? known
                    : new Mapping(Map.of(), value.mark());
            if (TerraformPlan.managed(change)) {
                found.add(new TerraformPlan.Deferred(
                        TerraformPlan.text(change, "address"),
                        TerraformPlan.text(change, "type"),
                        "Terraform put the change off: not all of it is planned",
                        change.mark()));
            }
        }
        Set<String> known = new HashSet<>();
        changed.forEach(resource -> known.add(resource.address()));
        found.forEach(each -> known.add(each.address()));
        List<TerraformPlan.TerraformResource> planned = new ArrayList<>();
        if (root.members().get("planned_values") instanceof Mapping values) {
            TerraformPlan.module(values.members().get("root_module"), planned);
        }
        planned.stream()
                .filter(resource -> !known.contains(resource.address()))
                .forEach(resource -> found.add(new TerraformPlan.Deferred(
                        resource.address(),
                        resource.type(),
                        "it is planned and not among the changes, which say what is not known yet",
                        resource.values().mark())));
    }
}
