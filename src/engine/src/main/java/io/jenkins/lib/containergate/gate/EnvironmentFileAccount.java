package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.account.question.EnvironmentFilesQuestion;
import io.jenkins.lib.containergate.ecs.account.rules.NoSecretsInEnvFilesRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleTable;
import java.util.Optional;

/** Says of the files that a task takes from S3 whether they were read: no other rule knows what is in them. */
final class EnvironmentFileAccount {
    private static final String KIND = "file in S3";

    private EnvironmentFileAccount() {}

    static Account of(TaskDefinition task, RuleTable evaluated) {
        int files = EnvironmentFilesQuestion.count(task);
        Optional<RuleResult> result = evaluated.evaluations().stream()
                .filter(each -> each.rule().id().equals(NoSecretsInEnvFilesRule.ID))
                .map(RuleEvaluation::result)
                .findFirst();
        boolean read = result.map(RuleResult::outcome)
                .filter(outcome -> outcome == RuleOutcome.PASS || outcome == RuleOutcome.FAIL)
                .isPresent();
        return read
                ? Account.empty().evaluated(KIND, files)
                : Account.empty().notEvaluated(KIND, files, reason(result));
    }

    private static String reason(Optional<RuleResult> result) {
        String why = "the rule " + NoSecretsInEnvFilesRule.ID + " is off";
        if (result.isPresent()) {
            why = result.get() instanceof RuleResult.NotApplicable not ? not.reason() : "they could not be read";
        }
        return "a container takes it when it starts, and " + why;
    }
}
