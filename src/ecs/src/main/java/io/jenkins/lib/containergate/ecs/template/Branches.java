package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code Fn::If} can choose, of values as they are written. */
final class Branches {
    private final FunctionResolver functions;

    Branches(FunctionResolver functions) {
        this.functions = functions;
    }

    /** The branch that its condition chooses, or both where that is known only at deployment; else the value itself. */
    List<Value> of(Value raw) throws GateException {
        List<Value> found = new ArrayList<>();
        collect(raw, 1, found);
        return found;
    }

    private void collect(Value raw, int depth, List<Value> found) throws GateException {
        functions.budget().value(depth);
        if (raw instanceof Mapping mapping
                && mapping.members().size() == 1
                && mapping.members().get("Fn::If") instanceof Sequence sequence
                && sequence.items().size() == 3
                && sequence.items().get(0) instanceof Text condition) {
            Optional<Boolean> holds = functions.conditions().named(condition.value(), 1);
            if (holds.orElse(true)) {
                collect(sequence.items().get(1), depth + 1, found);
            }
            if (!holds.orElse(false)) {
                collect(sequence.items().get(2), depth + 1, found);
            }
        } else {
            found.add(raw);
        }
    }
}
