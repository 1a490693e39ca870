package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Modules and resources of a plan's configuration, which says of each value what it is made of. */
final class ModuleTree {
    private final @Nullable Value root;

    private ModuleTree(@Nullable Value root) {
        this.root = root;
    }

    static ModuleTree of(Mapping plan) {
        return new ModuleTree(
                plan.members().get("configuration") instanceof Mapping configuration
                        ? configuration.members().get("root_module")
                        : null);
    }

    /**
     * Where a resource is.
     *
     * @param path names of its modules, from the root
     * @param local its address within its module, without an index
     */
    record Place(@Nullable Value module, List<String> path, String local) {}

    /** @param address of a resource, with its modules and perhaps an index */
    Place place(String address) {
        List<String> words = List.of(Addresses.withoutIndices(address).split("\\."));
        List<String> path = new ArrayList<>();
        int i = 0;
        while (i + 1 < words.size() && words.get(i).equals("module")) {
            path.add(words.get(i + 1));
            i += 2;
        }
        return new Place(module(path), path, String.join(".", words.subList(i, words.size())));
    }

    /** Null where the plan does not show it. */
    @Nullable
    Value module(List<String> path) {
        Value module = root;
        for (String name : path) {
            module = member(member(member(module, "module_calls"), name), "module");
        }
        return module;
    }

    /** What an output of a module is made of; null where the plan does not show it. */
    @Nullable
    Value output(List<String> module, String name) {
        return member(member(member(module(module), "outputs"), name), "expression");
    }

    /** What a module is given for a variable by the module around it; null where the plan does not show it. */
    @Nullable
    Value given(List<String> module, String variable) {
        int last = module.size() - 1;
        Value call = member(member(module(module.subList(0, last)), "module_calls"), module.get(last));
        return member(member(call, "expressions"), variable);
    }

    /** What the attributes of a resource are made of; null where the plan does not show it. */
    static @Nullable Value expressions(Place place) {
        return member(configuration(place), "expressions");
    }

    /** All that is written of a resource; null where the plan does not show it. */
    static @Nullable Value configuration(Place place) {
        for (Value resource : items(member(place.module(), "resources"))) {
            if (member(resource, "address") instanceof Text text && text.value().equals(place.local())) {
                return resource;
            }
        }
        return null;
    }

    /** Of a list; none of anything else. */
    static List<Value> items(@Nullable Value value) {
        return value instanceof Sequence sequence ? sequence.items() : List.of();
    }

    /** Of a mapping; null where there is none. */
    static @Nullable Value member(@Nullable Value value, String name) {
        return value instanceof Mapping mapping ? mapping.members().get(name) : null;
    }
}
