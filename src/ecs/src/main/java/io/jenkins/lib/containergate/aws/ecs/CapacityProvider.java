package io.jenkins.lib.containergate.aws.ecs;

import java.util.Optional;

/**
 * @param managedTerminationProtection empty for one without an Auto Scaling group
 * @param json as {@code aws ecs describe-capacity-providers} prints it
 */
public record CapacityProvider(String arn, String name, Optional<Boolean> managedTerminationProtection, String json) {
    /** Without what was written in it. */
    @Override
    public String toString() {
        return "CapacityProvider[" + arn + "]";
    }
}
