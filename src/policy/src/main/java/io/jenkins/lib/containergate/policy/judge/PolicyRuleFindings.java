package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.cel.RuleExpression;
import io.jenkins.lib.containergate.policy.cel.RuleExpression.Compilation;
import io.jenkins.lib.containergate.policy.cel.RuleExpression.Result;
import io.jenkins.lib.containergate.policy.cel.RuleFacts;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.TaskFact;
import io.jenkins.lib.containergate.policy.cel.RuleLimits;
import io.jenkins.lib.containergate.policy.cel.RuleVariables.Variable;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of the policy add to the findings of a gate.
 *
 * @param findings of rules that hold, and one for each rule that could not be decided
 * @param account how many rules were evaluated
 */
record PolicyRuleFindings(List<Finding> findings, Account account) {
    private static final String KIND = "policy rule";
    private static final int LONGEST_CONDITION = 200;
    private static final PolicyRuleFindings NONE = new PolicyRuleFindings(List.of(), Account.empty());

    PolicyRuleFindings {
        findings = List.copyOf(findings);
    }

    /** @param decided what the gate found, with the decisions; asked only where there is a rule */
    static PolicyRuleFindings of(
            EffectivePolicy policy, GateInput input, Supplier<List<DecidedFinding>> decided, Clock clock) {
        List<PolicyRule> rules = policy.policyRules().stream()
                .filter(rule -> rule.gate() == input.gate())
                .toList();
        if (rules.isEmpty()) {
            return NONE;
        }
        if (input.facts().isEmpty()) {
            return new PolicyRuleFindings(
                    List.of(),
                    Account.empty().notEvaluated(KIND, rules.size(), "the findings are of an earlier verdict"));
        }
        return new Evaluation(input, decided.get(), clock).of(rules);
    }

    /** The rules of one gate on one input. */
    private static final class Evaluation {
        private final GateInput input;
        private final RuleFacts facts;
        private final Map<String, @Nullable Object> variables;
        private final Clock clock;
        private final RuleLimits limits = RuleLimits.standard();

        Evaluation(GateInput input, List<DecidedFinding> decided, Clock clock) {
            this.input = input;
            this.facts = input.facts().orElseThrow();
            this.variables = RuleValues.of(decided, facts, clock.instant());
            this.clock = clock;
        }

        PolicyRuleFindings of(List<PolicyRule> rules) {
            List<Finding> findings = new ArrayList<>();
            boolean ofTasks = input.gate() == GateName.TASK_DEFINITION;
            for (PolicyRule rule : rules) {
                Compilation compiled = RuleExpression.compile(rule.when(), rule.gate());
                if (compiled.expression().isEmpty()) {
                    findings.add(undecided(
                            rule, none(), "its expression is malformed: " + compiled.problems(), "correct the policy"));
                } else if (ofTasks) {
                    facts.tasks()
                            .forEach(
                                    task -> evaluate(rule, compiled.expression().get(), task, findings));
                } else {
                    evaluate(rule, compiled.expression().get(), none(), variables, findings);
                }
            }
            Account account = ofTasks && facts.tasks().isEmpty()
                    ? Account.empty().notEvaluated(KIND, rules.size(), "there is no task definition")
                    : Account.empty().evaluated(KIND, rules.size());
            return new PolicyRuleFindings(findings, account);
        }

        private void evaluate(PolicyRule rule, RuleExpression expression, TaskFact task, List<Finding> findings) {
            Map<String, @Nullable Object> ofTask = new HashMap<>(variables);
            ofTask.put(Variable.TASK.key(), task.definition());
            evaluate(rule, expression, new Place(task.name(), Optional.of(task.document())), ofTask, findings);
        }

        private void evaluate(
                PolicyRule rule,
                RuleExpression expression,
                Place place,
                Map<String, @Nullable Object> values,
                List<Finding> findings) {
            Result result = expression.evaluate(values, limits, Deadline.after(limits.time(), clock));
            if (result instanceof Result.Undecided open) {
                findings.add(undecided(rule, place, open.problem(), open.remedy()));
            } else if (result instanceof Result.Found found) {
                Map<String, Integer> occurrences = new HashMap<>();
                for (String text : found.texts()) {
                    findings.add(finding(rule, place, text, occurrences.merge(text, 1, Integer::sum)));
                }
            }
        }

        private static MisconfigurationFinding finding(PolicyRule rule, Place place, String text, int occurrence) {
            String condition = SafeText.oneLine(rule.when(), LONGEST_CONDITION);
            return new MisconfigurationFinding(
                    rule.ruleId(),
                    rule.severity(),
                    rule.title(),
                    place.location(),
                    text.isEmpty() ? place.named() + "the condition of the rule holds: " + condition : text,
                    "the condition of the rule does not hold",
                    rule.remedy(),
                    MisconfigurationFinding.identity(rule.ruleId(), place.name() + "\n" + text, occurrence),
                    false,
                    Optional.empty());
        }

        private static MisconfigurationFinding undecided(PolicyRule rule, Place place, String problem, String remedy) {
            return new MisconfigurationFinding(
                    rule.ruleId(),
                    Severity.UNKNOWN,
                    rule.title(),
                    place.location(),
                    place.named() + "the rule " + rule.id() + " of the policy could not be evaluated: " + problem,
                    "an expression that can be evaluated",
                    remedy,
                    MisconfigurationFinding.identity(rule.ruleId(), place.name(), 1),
                    true,
                    Optional.empty());
        }

        private static Place none() {
            return new Place("", Optional.empty());
        }

        /** @param name of the task; empty for rules that are not about a task */
        private record Place(String name, Optional<String> document) {
            Location location() {
                return new Location(Optional.empty(), document, OptionalInt.empty(), Optional.empty());
            }

            String named() {
                return name.isEmpty() ? "" : "task " + SafeText.visible(name) + ": ";
            }
        }
    }
}
