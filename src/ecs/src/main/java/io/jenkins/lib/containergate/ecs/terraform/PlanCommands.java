package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
     */
    public record Command(String address, String type, Mark mark) {}

    private static final String PROVISIONER = "provisioner";
    /** Data sources, and resources that last for one run, that run a program whenever a plan is made. */
    private static final Set<String> RUNNING = Set.of("external", "local_command");

    private PlanCommands() {}

    /** @throws GateException where its actions are not lists of objects, and could be anything */
    static List<Command> of(Mapping root, Budget budget) throws GateException {
        List<Command> found = new ArrayList<>();
        for (Mapping invocation : actions(root, "action_invocations", budget)) {
            found.add(new Command(text(invocation, "address"), text(invocation, "type"), invocation.mark()));
        }
        for (Mapping deferred : actions(root, "deferred_action_invocations", budget)) {
            Mapping invocation =
                    deferred.members().get("action_invocation") instanceof Mapping inner ? inner : deferred;
            found.add(new Command(text(invocation, "address"), text(invocation, "type"), invocation.mark()));
        }
        if (root.members().get("configuration") instanceof Mapping configuration
                && configuration.members().get("root_module") instanceof Mapping module) {
            provisioners(module, found);
        }
        return found;
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
                    found.add(new Command(text(resource, "address"), type, resource.mark()));
                }
                for (Mapping provisioner : objects(resource, "provisioners")) {
                    found.add(new Command(text(resource, "address"), PROVISIONER, provisioner.mark()));
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
