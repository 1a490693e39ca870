package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.OpenTrust;
import io.jenkins.lib.containergate.ecs.account.question.RoleQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Whoever can take a role has its permissions, and runs nothing that a gate checks. */
abstract class RoleTrustClosedRule extends RoleRule {
    /** @param role in words, as in "the execution role" */
    RoleTrustClosedRule(String id, String role, RoleQuestion question) {
        super(
                new RuleMetadata(
                        id,
                        "nobody outside of the account can take " + role,
                        Severity.HIGH,
                        List.of(),
                        "trust ecs-tasks.amazonaws.com alone, with a condition on aws:SourceArn or aws:SourceAccount"),
                "principals of the account, and federated identities by name",
                question);
    }

    @Override
    final boolean judgesPolicies() {
        return false;
    }

    @Override
    final List<String> objections(IamRole role, TaskDefinition task) throws GateException {
        return OpenTrust.of(role);
    }
}
