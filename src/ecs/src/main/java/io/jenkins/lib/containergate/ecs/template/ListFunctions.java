package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Template functions that put lists together, take them apart and choose among them. */
final class ListFunctions {
    private final FunctionResolver functions;
    private final Mark mark;

    ListFunctions(FunctionResolver functions, Mark mark) {
        this.functions = functions;
        this.mark = mark;
    }

    Value join(Value argument, int depth) throws GateException {
        if (!(argument instanceof Sequence sequence)
                || sequence.items().size() != 2
                || !(sequence.items().get(0) instanceof Text delimiter)) {
            return FunctionResolver.misused("Fn::Join", mark);
        }
        Value list = functions.resolve(sequence.items().get(1), depth);
        if (!(list instanceof Sequence items)) {
            return list instanceof Unresolved unresolved
                    ? moved(unresolved)
                    : FunctionResolver.misused("Fn::Join", mark);
        }
        PartialText text = new PartialText(functions.budget(), mark);
        String between = "";
        for (Value item : items.items()) {
            text.append(between).append(item);
            between = delimiter.value();
        }
        return text.value();
    }

    Value select(Value argument, int depth) throws GateException {
        if (!(argument instanceof Sequence sequence) || sequence.items().size() != 2) {
            return FunctionResolver.misused("Fn::Select", mark);
        }
        Optional<String> index =
                Parameters.scalar(functions.resolve(sequence.items().get(0), depth));
        Value list = functions.resolve(sequence.items().get(1), depth);
        if (list instanceof Unresolved unresolved) {
            return moved(unresolved);
        }
        if (index.isEmpty() || !index.get().matches("[0-9]{1,6}") || !(list instanceof Sequence items)) {
            return functions.holding(FunctionResolver.misused("Fn::Select", mark), list, depth);
        }
        int at = Integer.parseInt(index.get());
        return at < items.items().size() ? items.items().get(at) : FunctionResolver.misused("Fn::Select", mark);
    }

    Value split(Value argument, int depth) throws GateException {
        if (!(argument instanceof Sequence sequence)
                || sequence.items().size() != 2
                || !(sequence.items().get(0) instanceof Text delimiter)
                || delimiter.value().isEmpty()) {
            return FunctionResolver.misused("Fn::Split", mark);
        }
        Value text = functions.resolve(sequence.items().get(1), depth);
        if (text instanceof Unresolved unresolved) {
            return moved(unresolved);
        }
        if (!(text instanceof Text whole)) {
            return FunctionResolver.misused("Fn::Split", mark);
        }
        List<Value> parts = new ArrayList<>();
        for (String part : whole.value().split(Pattern.quote(delimiter.value()), -1)) {
            functions.budget().value(depth);
            parts.add(new Text(part, mark));
        }
        return new Sequence(parts, mark);
    }

    private Unresolved moved(Unresolved unresolved) {
        // a part of something that is set may still be empty
        Certainty certainty = unresolved.certainty().and(Certainty.PERHAPS);
        return new Unresolved(unresolved.why(), certainty, "", "", unresolved.parts(), mark);
    }
}
