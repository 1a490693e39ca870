package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;

/** Of the role of the application. */
public final class TaskRoleTrustClosedRule extends RoleTrustClosedRule {
    public TaskRoleTrustClosedRule() {
        super("task-role-trust-closed", "the role of the task", new RoleQuestion(RoleQuestion.Kind.TASK));
    }
}
