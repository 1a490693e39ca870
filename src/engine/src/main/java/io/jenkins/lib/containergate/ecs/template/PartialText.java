package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a text together from parts that are known and parts that are not. */
final class PartialText {
    private final Budget budget;
    private final Mark mark;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Unresolved first;
    private boolean secret;
    private boolean certain;

    PartialText(Budget budget, Mark mark) {
        this.budget = budget;
        this.mark = mark;
    }

    PartialText append(String part) throws GateException {
        text.append(part);
        certain |= !part.isEmpty();
        budget.text(text.length());
        return this;
    }

    PartialText append(Value part) throws GateException {
        Optional<String> known = Parameters.scalar(part);
        if (known.isPresent()) {
            return append(known.get());
        }
        Unresolved gap = part instanceof Unresolved unresolved
                ? unresolved
                : FunctionResolver.unknown(part.kind() + " stands where a text belongs", mark);
        first = first == null ? gap : first;
        secret |= gap.certainty() == Certainty.SECRET;
        certain |= gap.certainty() == Certainty.SET;
        text.append(gap.shape().isEmpty() ? String.valueOf(Unresolved.GAP) : gap.shape());
        budget.text(text.length());
        return this;
    }

    Value value() {
        if (first == null) {
            return new Value.Text(text.toString(), mark);
        }
        if (text.length() == 1) {
            return new Unresolved(first.reason(), first.certainty(), "", first.origin(), mark);
        }
        Certainty known = certain ? Certainty.SET : Certainty.PERHAPS;
        return new Unresolved(first.reason(), secret ? Certainty.SECRET : known, text.toString(), "", mark);
    }
}
