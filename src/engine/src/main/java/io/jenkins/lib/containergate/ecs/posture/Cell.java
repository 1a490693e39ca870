package io.jenkins.lib.containergate.ecs.posture;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One control of one row.
 *
 * @param outcome PASS only when everything that belongs to the control was evaluated and passed
 * @param counts whether it counts for the outcome of the whole; always for PASS and NOT_APPLICABLE
 * @param reasons those that decided first
 * @param passed rules that passed
 * @param off rules that the policy has off
 */
public record Cell(
        Control control,
        RuleOutcome outcome,
        boolean counts,
        List<Reason> reasons,
        Set<RuleId> passed,
        Set<RuleId> off,
        Responsibility responsible) {
    public Cell {
        reasons = List.copyOf(reasons);
        passed = Set.copyOf(passed);
        off = Set.copyOf(off);
    }

    /** The rules that decided, worst first; for a pass those that passed, by name. */
    public List<RuleId> rules() {
        return outcome == RuleOutcome.PASS
                ? List.copyOf(new TreeSet<>(passed))
                : reasons.stream()
                        .filter(reason -> reason.outcome() == outcome)
                        .flatMap(reason -> reason.rule().stream())
                        .distinct()
                        .toList();
    }

    /** Collects what rules and gates say of one control. */
    public static final class Builder {
        /** Questions to images: the settings around an image alone do not answer them. */
        private static final Set<Control> OF_IMAGES =
                Set.of(Control.SCANNED, Control.LICENSED, Control.SIGNED, Control.DRIFT);

        private final Control control;
        private final List<Reason> reasons = new ArrayList<>();
        private final Set<RuleId> passed = new LinkedHashSet<>();
        private final Set<RuleId> asked = new LinkedHashSet<>();
        private final Set<RuleId> off = new LinkedHashSet<>();
        private int images;

        public Builder(Control control) {
            this.control = control;
        }

        /** The rule was asked, whatever came of it. */
        public void asked(RuleId rule) {
            asked.add(rule);
        }

        /** The rule holds for a part of the workload; another part can still object. */
        public void passed(RuleId rule) {
            passed.add(rule);
        }

        /** The control holds for one image that runs. */
        public void passedByImage() {
            images++;
        }

        /** The policy has the rule off. */
        public void off(RuleId rule) {
            off.add(rule);
        }

        /** Adds a reason, in any order; {@link #build} sorts them. */
        public void because(Reason reason) {
            reasons.add(reason);
        }

        /** @param launchTypes that the tasks run on */
        public Cell build(Collection<String> launchTypes) {
            Responsibility responsible = Responsibility.of(control, launchTypes);
            List<Reason> all = new ArrayList<>(reasons);
            boolean ours = responsible.party() == Responsibility.Party.TENANT;
            if (ours) {
                open().ifPresent(all::add);
            } else {
                all.add(Reason.notApplicable(responsible.why()));
            }
            all.sort(Comparator.comparing(Builder::rank).thenComparing(Reason::severity));
            boolean objected = !all.isEmpty() && all.get(0).outcome() != RuleOutcome.NOT_APPLICABLE;
            if (objected || ours && holds()) {
                all.removeIf(each -> each.outcome() == RuleOutcome.NOT_APPLICABLE);
            } else if (all.isEmpty()) {
                all.add(Reason.notApplicable("no rule of the control applies"));
            }
            Set<RuleId> held = new LinkedHashSet<>(passed);
            reasons.forEach(each -> each.rule()
                    .filter(rule -> each.outcome() != RuleOutcome.NOT_APPLICABLE)
                    .ifPresent(held::remove));
            RuleOutcome outcome = all.isEmpty() ? RuleOutcome.PASS : all.get(0).outcome();
            return new Cell(control, outcome, !objected || all.get(0).counts(), all, held, off, responsible);
        }

        private boolean holds() {
            return images > 0 || !OF_IMAGES.contains(control) && !passed.isEmpty();
        }

        /** What nobody has looked at, so that the control cannot have passed. */
        private Optional<Reason> open() {
            List<RuleId> decisive = ControlRules.decisive(control);
            List<RuleId> candidates = ControlRules.mustApply(control);
            return decisive.stream()
                    .flatMap(rule -> unasked(rule).stream())
                    .findFirst()
                    .or(() -> candidates.isEmpty() || candidates.stream().anyMatch(this::applied)
                            ? Optional.empty()
                            : Optional.of(unapplied(candidates.get(0))));
        }

        private Optional<Reason> unasked(RuleId rule) {
            if (off.contains(rule)) {
                return Optional.of(Reason.notEvaluated(
                        "the policy has the rule " + rule + " off",
                        "switch the rule on in the policy, or choose a profile that has it"));
            }
            return asked.contains(rule)
                    ? Optional.empty()
                    : Optional.of(Reason.notEvaluated(
                            "there is nothing to ask the rule " + rule + " about", "check it by other means"));
        }

        private boolean applied(RuleId rule) {
            return unasked(rule).isEmpty()
                    && reasons.stream()
                            .noneMatch(each -> each.outcome() == RuleOutcome.NOT_APPLICABLE
                                    && each.rule().filter(rule::equals).isPresent());
        }

        private Reason unapplied(RuleId rule) {
            return unasked(rule)
                    .orElseGet(() -> reasons.stream()
                            .filter(each -> each.outcome() == RuleOutcome.NOT_APPLICABLE
                                    && each.rule().filter(rule::equals).isPresent())
                            .map(each -> Reason.notEvaluated(each.text(), "see what the rule " + rule + " needs"))
                            .findFirst()
                            .orElseThrow());
        }

        /** What is known to be bad comes before what is not known. */
        private static int rank(Reason reason) {
            return switch (reason.outcome()) {
                case FAIL -> reason.counts() ? 0 : 2;
                case ERROR -> reason.counts() ? 1 : 3;
                case NOT_APPLICABLE -> reason.rule().isEmpty() ? 4 : 5;
                case PASS -> throw new IllegalArgumentException("what holds needs no reason");
            };
        }
    }
}
