package io.jenkins.lib.containergate.ecs.template;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a text together from parts that are known and parts that are not. */
final class PartialText {
    private final Budget budget;
    private final Mark mark;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Unresolved first;
    private final Set<String> parts = new LinkedHashSet<>();
    private final List<String> origins = new ArrayList<>();
    private Certainty gaps = Certainty.SET;
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
                : FunctionResolver.unknown(part.kind() + " is where a text belongs", mark);
        first = first == null ? gap : first;
        gaps = gaps.and(gap.certainty());
        certain |= !gap.certainty().mayBeAbsent();
        for (String inside : gap.parts()) {
            budget.value(0);
            parts.add(inside);
        }
        long unknown =
                gap.shape().chars().filter(each -> each == Unresolved.GAP).count();
        if (gap.shape().isEmpty()) {
            origins.add(gap.origin());
        } else if (gap.gaps().size() == unknown) {
            origins.addAll(gap.gaps());
        } else {
            origins.addAll(Collections.nCopies((int) unknown, ""));
        }
        text.append(gap.shape().isEmpty() ? String.valueOf(Unresolved.GAP) : gap.shape());
        budget.text(text.length());
        return this;
    }

    Value value() {
        if (first == null) {
            return new Value.Text(text.toString(), mark);
        }
        if (text.length() == 1) {
            return new Unresolved(first.why(), first.certainty(), "", first.origin(), first.parts(), mark)
                    .oneOf(first.alternatives());
        }
        return new Unresolved(first.why(), whole(), text.toString(), "", mark)
                .holding(List.copyOf(parts))
                .filled(origins);
    }

    /** One part that will be there makes the text one that will. */
    private Certainty whole() {
        return certain ? gaps.beside() : gaps;
    }
}
