package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Terraform runs when it applies a plan, beside changing resources: actions of providers, and provisioners.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/internals/json-format">JSON output format</a>
 */
public final class PlanCommands {
    /**
     * @param address of the action, or of the resource with the provisioner
     * @param type of the action or data source, or {@code provisioner}
     * @param written all of it
     */
    public record Command(String address, String type, Mapping written) {
        private static final List<String> PROGRAMS = List.of("command", "inline");

        /** Whether it is no command, but the code of a function that is packed. */
        public boolean packed() {
            return type.equals(ARCHIVE);
        }

        /** Whether it is a provisioner whose command is an expression: of that a plan holds only what it refers to, and none of its text. */
        public boolean unknown() {
            return type.equals(PROVISIONER)
                    && written.members().get("expressions") instanceof Mapping expressions
                    && PROGRAMS.stream()
                            .map(program -> expressions.members().get(program))
                            .anyMatch(program -> program instanceof Mapping expression
                                    && !expression.members().containsKey("constant_value"));
        }
    }

    private static final String PROVISIONER = "provisioner";
    /** Data sources, and resources that last for one run, that run a program whenever a plan is made. */
    private static final Set<String> RUNNING = Set.of("external", "local_command");

    /** A data source that packs files, whose content can be in the plan: mostly those of a function of Lambda. */
    private static final String ARCHIVE = "archive_file";

    private PlanCommands() {}

    /** @throws GateException where its actions are not lists of objects, and could be anything */
    static List<Command> of(Mapping root, Budget budget) throws GateException {
        List<Command> found = new ArrayList<>();
        for (Mapping invocation : actions(root, "action_invocations", budget)) {
            found.add(new Command(text(invocation, "address"), text(invocation, "type"), invocation));
        }
        for (Mapping deferred : actions(root, "deferred_action_invocations", budget)) {
            Mapping invocation =
                    deferred.members().get("action_invocation") instanceof Mapping inner ? inner : deferred;
            found.add(new Command(text(invocation, "address"), text(invocation, "type"), invocation));
        }
        if (root.members().get("configuration") instanceof Mapping configuration
                && configuration.members().get("root_module") instanceof Mapping module) {
            provisioners(module, found);
        }
        archives(root, found);
        return found;
    }

    /** A plan that knows a data source can hold it twice, before and after. */
    private static void archives(Mapping root, List<Command> found) {
        Map<String, Map<String, Value>> byAddress = new LinkedHashMap<>();
        for (Mapping resource : PlanGaps.known(root)) {
            if (text(resource, "type").equals(ARCHIVE)) {
                Map<String, Value> same =
                        byAddress.computeIfAbsent(text(resource, "address"), unused -> new LinkedHashMap<>());
                same.put(Integer.toString(same.size()), resource);
            }
        }
        byAddress.forEach((address, same) -> found.add(new Command(
                address,
                ARCHIVE,
                new Mapping(same, same.values().iterator().next().mark()))));
    }

    private static List<Mapping> actions(Mapping root, String name, Budget budget) throws GateException {
        Value written = root.members().getOrDefault(name, new Value.Null(root.mark()));
        if (written instanceof Value.Null) {
            return List.of();
        }
        List<Mapping> found = objects(root, name);
        if (!(written instanceof Sequence sequence) || sequence.items().size() != found.size()) {
            throw TerraformPlan.malformed(budget, written, name + " is not a list of objects");
        }
        return found;
    }

    private static void provisioners(Mapping root, List<Command> found) {
        Deque<Mapping> modules = new ArrayDeque<>(List.of(root));
        while (!modules.isEmpty()) {
            Mapping module = modules.pop();
            for (Mapping resource : objects(module, "resources")) {
                String type = text(resource, "type");
                if (RUNNING.contains(type) && !text(resource, "mode").equals("managed")) {
                    found.add(new Command(text(resource, "address"), type, resource));
                }
                for (Mapping provisioner : objects(resource, "provisioners")) {
                    found.add(new Command(text(resource, "address"), PROVISIONER, provisioner));
                }
            }
            if (module.members().get("module_calls") instanceof Mapping calls) {
                for (Value call : calls.members().values()) {
                    if (call instanceof Mapping called && called.members().get("module") instanceof Mapping inner) {
                        modules.push(inner);
                    }
                }
            }
        }
    }

    private static List<Mapping> objects(Mapping mapping, String name) {
        List<Mapping> found = new ArrayList<>();
        if (mapping.members().get(name) instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                if (item instanceof Mapping object) {
                    found.add(object);
                }
            }
        }
        return found;
    }

    private static String text(Mapping mapping, String name) {
        return mapping.members().get(name) instanceof Text text ? text.value() : "";
    }
}
