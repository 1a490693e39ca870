package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The conditions of a template: true, false, or empty when that is known only at deployment. */
final class Conditions {
    private final Map<String, Value> declared;
    private final FunctionResolver functions;

    Conditions(Map<String, Value> declared, FunctionResolver functions) {
        this.declared = declared;
        this.functions = functions;
    }

    Optional<Boolean> named(String name, int depth) throws GateException {
        functions.budget().value(depth);
        return declared.containsKey(name) ? holds(declared.get(name), depth + 1) : Optional.empty();
    }

    private Optional<Boolean> holds(Value condition, int depth) throws GateException {
        functions.budget().value(depth);
        if (condition instanceof Mapping mapping && mapping.members().size() == 1) {
            Map.Entry<String, Value> only =
                    mapping.members().entrySet().iterator().next();
            return holds(only.getKey(), only.getValue(), depth);
        }
        return Parameters.scalar(functions.resolve(condition, depth)).flatMap(Conditions::truth);
    }

    private Optional<Boolean> holds(String function, Value argument, int depth) throws GateException {
        return switch (function) {
            case "Condition" -> argument instanceof Value.Text name ? named(name.value(), depth + 1) : Optional.empty();
            case "Fn::Not" -> {
                List<Optional<Boolean>> operands = operands(argument, depth);
                yield operands.size() == 1 ? operands.get(0).map(value -> !value) : Optional.empty();
            }
            case "Fn::And" -> all(operands(argument, depth), true);
            case "Fn::Or" -> all(operands(argument, depth), false);
            case "Fn::Equals" -> equal(argument, depth);
            default -> Optional.empty();
        };
    }

    private List<Optional<Boolean>> operands(Value argument, int depth) throws GateException {
        List<Optional<Boolean>> operands = new ArrayList<>();
        if (argument instanceof Sequence sequence) {
            for (Value item : sequence.items()) {
                operands.add(holds(item, depth + 1));
            }
        }
        return operands;
    }

    /** And with {@code neutral} true, or with {@code neutral} false; unknown unless a known operand settles it. */
    private static Optional<Boolean> all(List<Optional<Boolean>> operands, boolean neutral) {
        if (operands.contains(Optional.of(!neutral))) {
            return Optional.of(!neutral);
        }
        return operands.isEmpty() || operands.contains(Optional.<Boolean>empty())
                ? Optional.empty()
                : Optional.of(neutral);
    }

    private Optional<Boolean> equal(Value argument, int depth) throws GateException {
        if (!(argument instanceof Sequence sequence) || sequence.items().size() != 2) {
            return Optional.empty();
        }
        Optional<String> left =
                Parameters.scalar(functions.resolve(sequence.items().get(0), depth + 1));
        Optional<String> right =
                Parameters.scalar(functions.resolve(sequence.items().get(1), depth + 1));
        return left.isPresent() && right.isPresent() ? Optional.of(left.equals(right)) : Optional.empty();
    }

    private static Optional<Boolean> truth(String text) {
        return text.equals("true") || text.equals("false") ? Optional.of(text.equals("true")) : Optional.empty();
    }
}
