package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.account.question.RoleSharersQuestion;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** A role for two applications has the rights of both. */
public final class TaskRoleNotSharedRule implements CloudRule<TaskDefinition, List<String>> {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("task-role-not-shared"),
            "no other family of task definitions has the role of the task",
            Severity.LOW,
            List.of(),
            "give each family a role of its own");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Question<TaskDefinition, List<String>> question() {
        return new RoleSharersQuestion();
    }

    @Override
    public Optional<String> excludes(TaskDefinition task) {
        return new RoleQuestion(RoleQuestion.Kind.TASK).excludes(task);
    }

    @Override
    public Place place(TaskDefinition task) {
        return task.taskRoleArn().place();
    }

    @Override
    public String expected() {
        return "a role of its own";
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<String> sharers) {
        CloudFindings findings = new CloudFindings(METADATA, facts, expected());
        for (String family : sharers) {
            findings.broken(
                    place(facts.definition()), family, "the family " + family + " has the same task role", Fix.none());
        }
        return findings.result();
    }
}
