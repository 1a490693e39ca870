package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;

/** Of the role with which ECS starts tasks. */
public final class ExecutionRoleTrustClosedRule extends RoleTrustClosedRule {
    public ExecutionRoleTrustClosedRule() {
        super("execution-role-trust-closed", "the execution role", new RoleQuestion(RoleQuestion.Kind.EXECUTION));
    }
}
