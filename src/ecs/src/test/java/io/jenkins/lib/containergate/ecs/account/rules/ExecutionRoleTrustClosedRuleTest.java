package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;

class ExecutionRoleTrustClosedRuleTest extends RoleTrustClosedContract {
    @Override
    protected CloudRule<TaskDefinition, IamRole> rule() {
        return new ExecutionRoleTrustClosedRule();
    }
}
