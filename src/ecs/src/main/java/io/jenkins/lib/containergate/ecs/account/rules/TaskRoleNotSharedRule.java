package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.RoleSharersQuestion;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A role for two applications has the rights of both. */
public final class TaskRoleNotSharedRule extends CloudRule<TaskDefinition, List<String>> {
    public TaskRoleNotSharedRule() {
        super(
                new RuleMetadata(
                        "task-role-not-shared",
                        "no other family of task definitions has the role of the task",
                        Severity.LOW,
                        List.of(),
                        "give each family a role of its own"),
                "a role of its own",
                new RoleSharersQuestion());
    }

    @Override
    public Place place(TaskDefinition task) {
        return task.taskRoleArn().place();
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<String> sharers) {
        CloudFindings findings = findings(facts);
        for (String family : sharers) {
            findings.broken(
                    place(facts.definition()), family, "the family " + family + " has the same task role", Fix.none());
        }
        return findings.result();
    }
}
