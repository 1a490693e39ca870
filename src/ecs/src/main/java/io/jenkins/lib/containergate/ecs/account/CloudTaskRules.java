package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.ecs.Expectations;
import io.jenkins.lib.containergate.ecs.account.rules.EcrCmkRule;
import io.jenkins.lib.containergate.ecs.account.rules.EcrImmutableTagsRule;
import io.jenkins.lib.containergate.ecs.account.rules.EcrNotPublicRule;
import io.jenkins.lib.containergate.ecs.account.rules.EcrScanOnPushRule;
import io.jenkins.lib.containergate.ecs.account.rules.EnvFileBucketRule;
import io.jenkins.lib.containergate.ecs.account.rules.ExecutionRoleLeastPrivilegeRule;
import io.jenkins.lib.containergate.ecs.account.rules.ExecutionRoleScopeRule;
import io.jenkins.lib.containergate.ecs.account.rules.ExecutionRoleTrustClosedRule;
import io.jenkins.lib.containergate.ecs.account.rules.InspectorCoversImagesRule;
import io.jenkins.lib.containergate.ecs.account.rules.NoSecretsInEnvFilesRule;
import io.jenkins.lib.containergate.ecs.account.rules.SecretAgeRule;
import io.jenkins.lib.containergate.ecs.account.rules.SecretCustomerKeyRule;
import io.jenkins.lib.containergate.ecs.account.rules.SecretNotPublicRule;
import io.jenkins.lib.containergate.ecs.account.rules.SecretRotationRule;
import io.jenkins.lib.containergate.ecs.account.rules.SecureParametersRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskLogsEncryptedRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskLogsRetainedRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskRoleLeastPrivilegeRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskRoleNotSharedRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskRoleOutsideAccessRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskRoleServicesUsedRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskRoleTrustClosedRule;
import io.jenkins.lib.containergate.ecs.account.rules.TaskRoleTrustRule;
import io.jenkins.lib.containergate.ecs.account.rules.UnusedPermissionRule;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import java.time.Clock;
import java.util.List;

/** The registry of rules on task definitions that take answers of AWS, in the order of reports. */
public final class CloudTaskRules {
    private CloudTaskRules() {}

    /** With the limits of a policy that does not speak of them. */
    public static CloudRules<TaskDefinition> all() {
        return all(AccountLimits.defaults(), Expectations.none(), Clock.systemUTC());
    }

    /**
     * @param limits of the age of what is around the tasks
     * @param policy what the policy compares with
     * @param clock for the age of things
     */
    public static CloudRules<TaskDefinition> all(AccountLimits limits, Expectations policy, Clock clock) {
        return new CloudRules<>(List.of(
                new TaskRoleLeastPrivilegeRule(),
                new UnusedPermissionRule(policy.permissions()),
                new TaskRoleTrustRule(),
                new TaskRoleTrustClosedRule(),
                new TaskRoleNotSharedRule(),
                new TaskRoleServicesUsedRule(limits.unusedAccess(), clock),
                new TaskRoleOutsideAccessRule(),
                new ExecutionRoleLeastPrivilegeRule(),
                new ExecutionRoleTrustClosedRule(),
                new ExecutionRoleScopeRule(),
                new EcrImmutableTagsRule(),
                new EcrScanOnPushRule(),
                new EcrNotPublicRule(),
                new EcrCmkRule(),
                new InspectorCoversImagesRule(limits.inspectorScanAge(), clock),
                new SecureParametersRule(),
                new SecretNotPublicRule(),
                new SecretRotationRule(),
                new SecretAgeRule(limits.secretAge(), clock),
                new SecretCustomerKeyRule(),
                new EnvFileBucketRule(),
                new TaskLogsRetainedRule(limits.logRetention()),
                new TaskLogsEncryptedRule(),
                new NoSecretsInEnvFilesRule(policy.secrets())));
    }
}
