package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.TaskDefinitionKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Demand;
import java.time.Duration;

/**
 * How old what is around the tasks may be, and what has to be there: {@code taskDefinition.limits} and {@code
 * taskDefinition.account} of a policy.
 *
 * @param amiAge of the AMI of a container instance
 * @param patchScanAge since Patch Manager scanned a container instance
 * @param fargateTaskAge since a task on Fargate started
 * @param inspectorScanAge since Inspector scanned something
 * @param secretAge since a secret was changed
 * @param unusedAccess since a role used a service that it is allowed to use
 * @param unusedIngress since somebody used a rule of a security group
 * @param logRetention that logs are kept at least
 * @param shield whether Shield Advanced has to protect load balancers
 * @param alarms whether changes of IAM and uses of the root user have to raise an alarm
 */
public record AccountLimits(
        Duration amiAge,
        Duration patchScanAge,
        Duration fargateTaskAge,
        Duration inspectorScanAge,
        Duration secretAge,
        Duration unusedAccess,
        Duration unusedIngress,
        Duration logRetention,
        boolean shield,
        boolean alarms) {

    /** Of a policy that does not speak of them. */
    public static AccountLimits defaults() {
        return of(new Values() {
            @Override
            public <T> T of(PolicyKey<T> key) {
                return key.byDefault().orElseThrow();
            }
        });
    }

    public static AccountLimits of(EffectivePolicy policy) {
        return of(new Values() {
            @Override
            public <T> T of(PolicyKey<T> key) {
                return policy.get(key).value();
            }
        });
    }

    private interface Values {
        <T> T of(PolicyKey<T> key);
    }

    private static AccountLimits of(Values value) {
        return new AccountLimits(
                value.of(TaskDefinitionKeys.MAX_AMI_AGE),
                value.of(TaskDefinitionKeys.MAX_PATCH_SCAN_AGE),
                value.of(TaskDefinitionKeys.MAX_FARGATE_TASK_AGE),
                value.of(TaskDefinitionKeys.MAX_INSPECTOR_SCAN_AGE),
                value.of(TaskDefinitionKeys.MAX_SECRET_AGE),
                value.of(TaskDefinitionKeys.MAX_UNUSED_ACCESS),
                value.of(TaskDefinitionKeys.MAX_UNUSED_INGRESS),
                value.of(TaskDefinitionKeys.MIN_LOG_RETENTION),
                value.of(TaskDefinitionKeys.SHIELD) == Demand.REQUIRED,
                value.of(TaskDefinitionKeys.ALARMS) == Demand.REQUIRED);
    }
}
