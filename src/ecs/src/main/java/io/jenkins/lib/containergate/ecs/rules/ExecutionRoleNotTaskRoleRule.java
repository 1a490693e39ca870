package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** The execution role pulls images and reads every secret of the task. */
public final class ExecutionRoleNotTaskRoleRule extends TaskRule {
    public ExecutionRoleNotTaskRoleRule() {
        super(new RuleMetadata(
                "execution-role-not-task-role",
                "the application does not run with the execution role",
                Severity.HIGH,
                List.of(RuleSource.checkov("CKV_AWS_249")),
                "give the task a role of its own with only what the application calls"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "two different roles");
        Field<String> task = facts.task().taskRoleArn();
        Field<String> execution = facts.task().executionRoleArn();
        if (task.absent() || execution.absent()) {
            return RuleResult.notApplicable("the task has not both roles");
        }
        if (task instanceof Known<String> && execution instanceof Known<String>) {
            if (same(task.known().orElse(""), execution.known().orElse(""))) {
                findings.broken(task.place(), "taskRoleArn and executionRoleArn are the same role", Fix.none());
            }
        } else if (task instanceof Unresolved<String> one && execution instanceof Unresolved<String> other) {
            if (one.origin().isEmpty() || other.origin().isEmpty()) {
                findings.undecided(one);
            } else if (one.origin().equals(other.origin())) {
                findings.broken(
                        task.place(),
                        "taskRoleArn and executionRoleArn are both " + SafeText.visible(one.origin()),
                        Fix.none());
            } else if (one.certainty() != Certainty.SET || other.certainty() != Certainty.SET) {
                findings.undecided(one);
            }
        } else if (task instanceof Unresolved<String> one) {
            ofTemplate(one, findings);
        } else if (execution instanceof Unresolved<String> other) {
            ofTemplate(other, findings);
        }
        return findings.result();
    }

    /** ECS takes a name for an ARN; names of roles differ in more than case. */
    private static boolean same(String one, String other) {
        boolean arns = one.startsWith("arn:") && other.startsWith("arn:");
        return one.equalsIgnoreCase(other) || !arns && name(one).equalsIgnoreCase(name(other));
    }

    private static String name(String role) {
        return role.substring(role.lastIndexOf('/') + 1);
    }

    /** A role that the template makes is not one that exists already. */
    private static void ofTemplate(Unresolved<String> role, TaskFindings findings) {
        if (role.certainty() != Certainty.SET || role.origin().isEmpty()) {
            findings.undecided(role);
        }
    }
}
