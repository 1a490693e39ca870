package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.ControlRules;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sorts what gates and rules say of one workload into the cells of its row. */
final class RowDraft {
    /** Where a rule goes that the table does not know: never lost, and never a pass for another control. */
    private static final Set<Control> UNKNOWN = EnumSet.of(Control.HARDENED);

    private final Map<Control, Cell.Builder> cells = new EnumMap<>(Control.class);

    RowDraft() {
        for (Control control : Control.values()) {
            cells.put(control, new Cell.Builder(control));
        }
    }

    Cell.Builder cell(Control control) {
        return cells.get(control);
    }

    void because(Collection<Control> controls, Reason reason) {
        controls.forEach(control -> cell(control).because(reason));
    }

    /** Rules that the policy has off. */
    void off(Collection<RuleId> rules) {
        rules.forEach(rule -> controls(rule).forEach(control -> cell(control).off(rule)));
    }

    /** @param verdict what the policy made of the findings */
    void add(List<RuleEvaluation> evaluations, Verdict verdict) {
        Map<Finding, DecidedFinding> decided = new HashMap<>();
        verdict.gates().forEach(gate -> gate.findings().forEach(each -> decided.put(each.finding(), each)));
        for (RuleEvaluation evaluation : evaluations) {
            RuleMetadata rule = evaluation.rule();
            for (Control control : controls(rule.id())) {
                Cell.Builder cell = cell(control);
                cell.asked(rule.id());
                switch (evaluation.result().outcome()) {
                    case PASS -> cell.passed(rule.id());
                    case NOT_APPLICABLE -> cell.because(notApplicable(rule, evaluation.result()));
                    case FAIL, ERROR ->
                        evaluation
                                .result()
                                .findings()
                                .forEach(finding -> cell.because(reason(rule, finding, decided.get(finding))));
                }
            }
        }
        // a policy's own rules have no place in the table of controls
        add(
                Control.HARDENED,
                verdict.gates().stream()
                        .flatMap(gate -> gate.findings().stream())
                        .filter(found -> PolicyRule.made(found.finding()))
                        .toList());
    }

    /** @param decided what the policy made of it; without that it counts */
    private static Reason reason(RuleMetadata rule, Finding finding, @Nullable DecidedFinding decided) {
        return new Reason(
                finding.undecided() ? RuleOutcome.ERROR : RuleOutcome.FAIL,
                decided == null || decided.decision() == Decision.BLOCKED,
                Optional.of(rule.id()),
                rule.severity(),
                finding.actual(),
                finding.help(),
                decided == null ? "" : decided.decidedBy());
    }

    /** Findings of a gate that has no rules with a page. */
    void add(Control control, List<DecidedFinding> findings) {
        for (DecidedFinding found : findings) {
            Finding finding = found.finding();
            cell(control)
                    .because(new Reason(
                            finding.undecided() ? RuleOutcome.ERROR : RuleOutcome.FAIL,
                            found.decision() == Decision.BLOCKED,
                            Optional.of(finding.rule()),
                            finding.severity(),
                            finding.actual(),
                            finding.help(),
                            found.decidedBy()));
        }
    }

    private static Reason notApplicable(RuleMetadata rule, RuleResult result) {
        String text = result instanceof RuleResult.NotApplicable not ? not.reason() : "it does not apply";
        return new Reason(RuleOutcome.NOT_APPLICABLE, false, Optional.of(rule.id()), rule.severity(), text, "", "");
    }

    private static Set<Control> controls(RuleId rule) {
        Set<Control> controls = ControlRules.of(rule);
        return controls.isEmpty() ? UNKNOWN : controls;
    }

    /** @param reached whether a way from the internet was found */
    PostureRow row(WorkloadFacts facts, Set<String> launchTypes, boolean reached) {
        Workload workload = facts.workload();
        List<Cell> built = new ArrayList<>();
        cells.values().forEach(cell -> built.add(cell.build(launchTypes)));
        return new PostureRow(
                workload.kind(),
                workload.name(),
                workload.title(),
                workload.path(),
                launchTypes,
                workload.tasks().size(),
                reached,
                facts.images().keySet().stream().map(RunningImage::digest).collect(Collectors.toSet()),
                built);
    }
}
