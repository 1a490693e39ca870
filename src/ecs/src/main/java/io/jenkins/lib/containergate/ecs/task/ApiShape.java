package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DynamicReference;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings a task definition into the shape of the ECS API: its names, and no nulls. */
public final class ApiShape {
    private final Budget budget;

    public ApiShape(Budget budget) {
        this.budget = budget;
    }

    /** @throws GateException when two members of an object differ only in case */
    public Mapping of(Mapping definition) throws GateException {
        return mapping(definition, false);
    }

    private Value value(Value value, boolean free) throws GateException {
        if (value instanceof Mapping mapping) {
            return mapping(mapping, free);
        }
        if (!(value instanceof Sequence sequence)) {
            return DynamicReference.in(value);
        }
        List<Value> items = new ArrayList<>(sequence.items().size());
        for (Value item : sequence.items()) {
            items.add(value(item, free));
        }
        return new Sequence(items, sequence.mark());
    }

    private Mapping mapping(Mapping mapping, boolean free) throws GateException {
        Map<String, Value> members = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
            if (member.getValue() instanceof Value.Null) {
                continue;
            }
            String name = free ? member.getKey() : ApiNames.of(member.getKey());
            if (members.put(name, value(member.getValue(), ApiNames.free(name))) != null) {
                throw new MalformedDocumentException(
                        budget.document(),
                        member.getValue().mark().line(),
                        "the member " + name + " is given twice, in different case",
                        "keep one of them");
            }
        }
        return new Mapping(members, mapping.mark());
    }
}
