package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a state of a state machine hands to a call, as far as it does not take it from its input when it runs. */
final class StateInput {
    /** What a call says of its tasks that changes nothing of them, in lower case. */
    private static final Set<String> FREE = Set.of("group", "startedby", "referenceid", "count");

    private static final String FROM_PATH = ".$";
    private static final String EXPRESSION = "{%";
    private static final String WHEN_IT_RUNS = "the state machine takes it from its input when it runs";

    private final Budget budget;
    private final Set<String> paths = new LinkedHashSet<>();

    StateInput(Budget budget) {
        this.budget = budget;
    }

    /** The members that are known only when it runs. */
    Set<String> paths() {
        return paths;
    }

    private static boolean changesNothing(String member) {
        return FREE.contains(withoutPath(member).toLowerCase(Locale.ROOT));
    }

    private static String withoutPath(String member) {
        return member.endsWith(FROM_PATH) ? member.substring(0, member.length() - FROM_PATH.length()) : member;
    }

    static boolean filledIn(String name) {
        return name.indexOf(Unresolved.GAP) >= 0;
    }

    /** With an unresolved value for each path and expression, which are put down by the names of their members. */
    Value atRunTime(Value value, String name, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Text text && text.value().contains(EXPRESSION)) {
            paths.add(name);
            return later(text);
        }
        if (value instanceof Unresolved unresolved && unresolved.shape().contains(EXPRESSION)) {
            paths.add(name);
            return value;
        }
        if (value instanceof Sequence sequence) {
            List<Value> items = new ArrayList<>();
            for (Value item : sequence.items()) {
                items.add(atRunTime(item, name, depth + 1));
            }
            return new Sequence(items, sequence.mark());
        }
        if (!(value instanceof Mapping mapping)) {
            return value;
        }
        Map<String, Value> members = new LinkedHashMap<>();
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
            String key = member.getKey();
            if (filledIn(key)) {
                paths.add("a member whose name is filled in");
            }
            if (depth == 0 && changesNothing(key)) {
                members.put(withoutPath(key), later(member.getValue()));
            } else if (key.endsWith(FROM_PATH)) {
                String of = withoutPath(key);
                paths.add(of);
                members.put(of, later(member.getValue()));
            } else {
                members.put(key, atRunTime(member.getValue(), key, depth + 1));
            }
        }
        return new Mapping(members, mapping.mark());
    }

    /** Its text is searched for secrets all the same. */
    private Unresolved later(Value path) throws GateException {
        return new Unresolved(new Reason.Deployment(WHEN_IT_RUNS), Certainty.PERHAPS, "", "", path.mark())
                .holding(TextParts.of(path, budget));
    }
}
