package io.jenkins.lib.containergate.ecs.posture;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something to do, and what it would put right.
 *
 * @param rule that asks for it; empty for what no rule is asked about
 * @param controls it would put right, or lets decide
 * @param outcome FAIL, or ERROR where it has to be found out first
 * @param what to do
 * @param example what was found in the first of the workloads
 * @param exposed whether the internet reaches one of the workloads
 * @param workloads paths of the rows concerned
 */
public record PostureAction(
        Optional<RuleId> rule,
        Set<Control> controls,
        Severity severity,
        RuleOutcome outcome,
        String what,
        String example,
        boolean exposed,
        List<String> workloads) {
    /**
     * Most urgent first: by severity; what fails before what could not be decided; what the internet reaches before the rest;
     * what concerns more workloads before what concerns fewer; by the rule's name.
     */
    private static final Comparator<PostureAction> BY_RISK = Comparator.comparing(PostureAction::severity)
            .thenComparing(PostureAction::outcome)
            .thenComparing(action -> !action.exposed())
            .thenComparing(action -> -action.workloads().size())
            .thenComparing(action -> action.rule().map(RuleId::value).orElse(""))
            .thenComparing(PostureAction::what);

    public PostureAction {
        controls = Set.copyOf(controls);
        workloads = List.copyOf(workloads);
    }

    /** What is to be done about everything that counts, most urgent first. */
    public static List<PostureAction> of(List<PostureRow> rows) {
        Map<Key, Draft> drafts = new LinkedHashMap<>();
        for (PostureRow row : rows) {
            boolean exposed = row.exposed();
            for (Cell cell : row.cells()) {
                for (Reason reason : cell.reasons()) {
                    if (reason.counts()) {
                        drafts.computeIfAbsent(Key.of(reason), unused -> new Draft(reason))
                                .add(row, cell.control(), exposed);
                    }
                }
            }
        }
        List<PostureAction> actions = new ArrayList<>();
        drafts.forEach((key, draft) -> actions.add(draft.action(key)));
        actions.sort(BY_RISK);
        return List.copyOf(actions);
    }

    private record Key(Optional<RuleId> rule, RuleOutcome outcome, String remedy) {
        static Key of(Reason reason) {
            return new Key(reason.rule(), reason.outcome(), reason.rule().isPresent() ? "" : reason.remedy());
        }
    }

    private static final class Draft {
        private final Reason first;
        private final Set<Control> controls = new LinkedHashSet<>();
        private final Set<String> workloads = new LinkedHashSet<>();
        private boolean exposed;

        Draft(Reason first) {
            this.first = first;
        }

        void add(PostureRow row, Control control, boolean reached) {
            workloads.add(row.path());
            controls.add(control);
            exposed |= reached;
        }

        PostureAction action(Key key) {
            return new PostureAction(
                    key.rule(),
                    controls,
                    first.severity(),
                    key.outcome(),
                    first.remedy(),
                    first.text(),
                    exposed,
                    List.copyOf(workloads));
        }
    }
}
