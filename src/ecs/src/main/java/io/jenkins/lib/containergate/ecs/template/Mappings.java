package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Map;
import java.util.Optional;

/** {@code Fn::FindInMap} over the section {@code Mappings}. */
final class Mappings {
    private static final String FUNCTION = "Fn::FindInMap";

    private final Map<String, Value> declared;

    Mappings(Map<String, Value> declared) {
        this.declared = declared;
    }

    /** @param argument map, top key, second key, and perhaps an object with a {@code DefaultValue} */
    Value find(Value argument, Mark mark, FunctionResolver functions, int depth) throws GateException {
        if (!(argument instanceof Sequence sequence)
                || sequence.items().size() < 3
                || sequence.items().size() > 4) {
            return FunctionResolver.misused(FUNCTION, mark);
        }
        Map<String, Value> level = declared;
        Value found = FunctionResolver.misused(FUNCTION, mark);
        for (int i = 0; i < 3; i++) {
            Value key = functions.resolve(sequence.items().get(i), depth);
            if (key instanceof Unresolved unresolved) {
                // it may be any of the values below, or what is taken where there is none
                Unresolved any = FunctionResolver.unknown(unresolved.why(), mark)
                        .holding(TextParts.of(new Mapping(level, mark), functions.budget()));
                Optional<Value> otherwise = otherwise(sequence);
                return otherwise.isPresent() ? functions.holding(any, otherwise.get(), depth) : any;
            }
            Optional<String> name = Parameters.scalar(key);
            if (name.isEmpty()) {
                return FunctionResolver.misused(FUNCTION, mark);
            }
            if (!level.containsKey(name.get())) {
                return missing(sequence, mark, functions, depth);
            }
            found = level.get(name.get());
            level = found instanceof Mapping mapping ? mapping.members() : Map.of();
        }
        return found;
    }

    private static Value missing(Sequence arguments, Mark mark, FunctionResolver functions, int depth)
            throws GateException {
        Optional<Value> otherwise = otherwise(arguments);
        return otherwise.isPresent()
                ? functions.resolve(otherwise.get(), depth)
                : FunctionResolver.unknown("a mapping of the template has no such key", mark);
    }

    private static Optional<Value> otherwise(Sequence arguments) {
        return arguments.items().size() == 4 && arguments.items().get(3) instanceof Mapping options
                ? Optional.ofNullable(options.members().get("DefaultValue"))
                : Optional.empty();
    }
}
