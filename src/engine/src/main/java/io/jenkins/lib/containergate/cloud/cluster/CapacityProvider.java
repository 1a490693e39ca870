package io.jenkins.lib.containergate.cloud.cluster;

import java.util.Optional;

/** @param managedTerminationProtection empty for one without an Auto Scaling group */
public record CapacityProvider(String name, Optional<Boolean> managedTerminationProtection) {}
