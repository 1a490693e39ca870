package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** A question to every secret and parameter that a task fetches. */
abstract class StoredSecretRule extends CloudRule<TaskDefinition, List<StoredSecretsQuestion.Answer>> {
    StoredSecretRule(RuleMetadata metadata, String expected) {
        super(metadata, expected, new StoredSecretsQuestion());
    }

    /** What is wrong with it, to be read after its name; empty when nothing is. */
    abstract Optional<String> objection(Stored stored);

    /** Whether the rule is about this kind at all. */
    abstract boolean concerns(Stored stored);

    /** Whether what it asks differs from version to version. AWS describes the current one. */
    boolean asksVersion() {
        return false;
    }

    @Override
    public final RuleResult judge(CloudFacts<TaskDefinition> facts, List<StoredSecretsQuestion.Answer> answers) {
        CloudFindings findings = findings(facts);
        int concerned = 0;
        for (StoredSecretsQuestion.Answer answer : answers) {
            boolean none =
                    answer.stored().fold(all -> !all.isEmpty() && all.stream().noneMatch(this::concerns), why -> false);
            concerned += none ? 0 : 1;
            findings.answered(
                    answer.stored(),
                    answer.place(),
                    all -> judge(answer, all.stream().filter(this::concerns).toList(), findings));
        }
        return concerned == 0
                ? RuleResult.notApplicable("the task fetches nothing that the rule is about")
                : findings.result();
    }

    private void judge(StoredSecretsQuestion.Answer answer, List<Stored> concerned, CloudFindings findings) {
        Optional<String> wrong =
                concerned.stream().flatMap(each -> objection(each).stream()).findFirst();
        if (wrong.isPresent()) {
            findings.broken(answer.place(), answer.name(), answer.name() + " " + wrong.get(), Fix.none());
        } else if (answer.pinned() && asksVersion() && !concerned.isEmpty()) {
            findings.undecided(
                    answer.place(),
                    "the task fetches one version of " + answer.name() + ", and what is known is about the current one",
                    "name the stage AWSCURRENT in valueFrom, and no version id");
        }
    }
}
