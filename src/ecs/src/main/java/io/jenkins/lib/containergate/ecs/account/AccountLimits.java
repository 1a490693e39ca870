package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Duration;
import java.util.function.Function;

/**
 * How old what is around the tasks may be: {@code taskDefinition.limits} of a policy.
 *
 * @param amiAge of the AMI of a container instance
 * @param patchScanAge since Patch Manager scanned a container instance
 * @param fargateTaskAge since a task on Fargate started
 * @param inspectorScanAge since Inspector scanned something
 * @param secretAge since a secret was changed
 * @param unusedAccess since a role used a service that it is allowed to use
 * @param logRetention that logs are kept at least
 */
public record AccountLimits(
        Duration amiAge,
        Duration patchScanAge,
        Duration fargateTaskAge,
        Duration inspectorScanAge,
        Duration secretAge,
        Duration unusedAccess,
        Duration logRetention) {

    /** Of a policy that does not speak of them. */
    public static AccountLimits defaults() {
        return of(key -> key.byDefault().orElseThrow());
    }

    public static AccountLimits of(EffectivePolicy policy) {
        return of(key -> policy.get(key).value());
    }

    private static AccountLimits of(Function<PolicyKey<Duration>, Duration> value) {
        return new AccountLimits(
                value.apply(PolicyKeys.MAX_AMI_AGE),
                value.apply(PolicyKeys.MAX_PATCH_SCAN_AGE),
                value.apply(PolicyKeys.MAX_FARGATE_TASK_AGE),
                value.apply(PolicyKeys.MAX_INSPECTOR_SCAN_AGE),
                value.apply(PolicyKeys.MAX_SECRET_AGE),
                value.apply(PolicyKeys.MAX_UNUSED_ACCESS),
                value.apply(PolicyKeys.MIN_LOG_RETENTION));
    }
}
