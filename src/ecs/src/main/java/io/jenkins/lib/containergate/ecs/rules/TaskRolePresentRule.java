package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** On EC2 a task without a role may fall back to the role of the instance; that case is HIGH. */
public final class TaskRolePresentRule extends TaskRule {
    public TaskRolePresentRule() {
        super(new RuleMetadata(
                "task-role-present",
                "the task has a role of its own",
                Severity.MEDIUM,
                List.of(),
                "set taskRoleArn to a role with what the application needs, even if that is nothing"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a taskRoleArn");
        Field<String> role = facts.task().taskRoleArn();
        boolean falls = facts.task().launchTypes().contains(LaunchType.EC2)
                || facts.task().launchTypes().contains(LaunchType.EXTERNAL);
        if (role.absent() || role.known().filter(String::isBlank).isPresent()) {
            findings.broken(
                    falls ? Severity.HIGH : metadata().severity(),
                    role.place(),
                    role.place().name(),
                    falls ? "taskRoleArn is not set: it may use the role of its instance" : "taskRoleArn is not set",
                    Fix.none());
        } else {
            findings.requireSet(role);
        }
        return findings.result();
    }
}
