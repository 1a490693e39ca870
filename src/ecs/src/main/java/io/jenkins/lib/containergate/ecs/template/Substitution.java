package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Map;

/** {@code Fn::Sub}: fills in <code>${Name}</code> and <code>${Resource.Attribute}</code>; <code>${!Name}</code> is left as <code>${Name}</code>. */
final class Substitution {
    private final FunctionResolver functions;
    private final Map<String, Value> variables;
    private final Mark mark;

    Substitution(FunctionResolver functions, Map<String, Value> variables, Mark mark) {
        this.functions = functions;
        this.variables = variables;
        this.mark = mark;
    }

    Value of(String pattern) throws GateException {
        PartialText text = new PartialText(functions.budget(), mark);
        int from = 0;
        while (true) {
            int open = pattern.indexOf("${", from);
            int close = open < 0 ? -1 : pattern.indexOf('}', open);
            if (close < 0) {
                return text.append(pattern.substring(from)).value();
            }
            text.append(pattern.substring(from, open));
            String name = pattern.substring(open + 2, close).strip();
            functions.budget().value(0);
            if (name.startsWith("!")) {
                text.append("${" + name.substring(1) + "}");
            } else {
                text.append(variable(name));
            }
            from = close + 1;
        }
    }

    private Value variable(String name) {
        if (variables.containsKey(name)) {
            return variables.get(name);
        }
        return name.indexOf('.') > 0 ? functions.attribute(name, mark) : functions.reference(name, mark);
    }
}
