package io.jenkins.lib.containergate.awssdk;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code DescribeTasks} can answer, as far as this version knows: what of it decides is read, and the rest neither changes what a
 * task runs nor opens it. A member that is not listed may be a new kind of override.
 */
final class TaskMembers {
    /** Of the SDK that this module is compiled with, which is that of Jenkins. */
    static final Set<String> OF_THE_SDK = Set.of(
            "attachments/details/name",
            "attachments/details/value",
            "attachments/id",
            "attachments/status",
            "attachments/type",
            "attributes/name",
            "attributes/targetId",
            "attributes/targetType",
            "attributes/value",
            "availabilityZone",
            "capacityProviderName",
            "clusterArn",
            "connectivity",
            "connectivityAt",
            "containerInstanceArn",
            "containers/containerArn",
            "containers/cpu",
            "containers/exitCode",
            "containers/gpuIds",
            "containers/healthStatus",
            "containers/image",
            "containers/imageDigest",
            "containers/lastStatus",
            "containers/managedAgents/lastStartedAt",
            "containers/managedAgents/lastStatus",
            "containers/managedAgents/name",
            "containers/managedAgents/reason",
            "containers/memory",
            "containers/memoryReservation",
            "containers/name",
            "containers/networkBindings/bindIP",
            "containers/networkBindings/containerPort",
            "containers/networkBindings/containerPortRange",
            "containers/networkBindings/hostPort",
            "containers/networkBindings/hostPortRange",
            "containers/networkBindings/protocol",
            "containers/networkInterfaces/attachmentId",
            "containers/networkInterfaces/ipv6Address",
            "containers/networkInterfaces/privateIpv4Address",
            "containers/reason",
            "containers/runtimeId",
            "containers/taskArn",
            "cpu",
            "createdAt",
            "desiredStatus",
            "enableExecuteCommand",
            "ephemeralStorage/sizeInGiB",
            "executionStoppedAt",
            "fargateEphemeralStorage/kmsKeyId",
            "fargateEphemeralStorage/sizeInGiB",
            "group",
            "healthStatus",
            "inferenceAccelerators/deviceName",
            "inferenceAccelerators/deviceType",
            "lastStatus",
            "launchType",
            "memory",
            "overrides/containerOverrides/command",
            "overrides/containerOverrides/cpu",
            "overrides/containerOverrides/environment/name",
            "overrides/containerOverrides/environment/value",
            "overrides/containerOverrides/environmentFiles/type",
            "overrides/containerOverrides/environmentFiles/value",
            "overrides/containerOverrides/memory",
            "overrides/containerOverrides/memoryReservation",
            "overrides/containerOverrides/name",
            "overrides/containerOverrides/resourceRequirements/type",
            "overrides/containerOverrides/resourceRequirements/value",
            "overrides/cpu",
            "overrides/ephemeralStorage/sizeInGiB",
            "overrides/executionRoleArn",
            "overrides/inferenceAcceleratorOverrides/deviceName",
            "overrides/inferenceAcceleratorOverrides/deviceType",
            "overrides/memory",
            "overrides/taskRoleArn",
            "platformFamily",
            "platformVersion",
            "pullStartedAt",
            "pullStoppedAt",
            "startedAt",
            "startedBy",
            "stopCode",
            "stoppedAt",
            "stoppedReason",
            "stoppingAt",
            "tags/key",
            "tags/value",
            "taskArn",
            "taskDefinitionArn",
            "version");

    /** Those that ECS has by now and that SDK has not: hardware, and how a task is kept apart from others on its instance. */
    static final Set<String> LATER = Set.of(
            "containers/gpuSharingStrategy/nvidiaMps/maxComputePercent",
            "containers/gpuSharingStrategy/nvidiaMps/memory",
            "containers/neuronDeviceIds",
            "overrides/containerOverrides/resourceRequirements/sharingStrategy/nvidiaMps/maxComputePercent",
            "overrides/containerOverrides/resourceRequirements/sharingStrategy/nvidiaMps/memory",
            "trustedExecutionSummary/attestationPolicyStatus",
            "trustedExecutionSummary/isolationMode");

    static final Set<String> KNOWN =
            Stream.concat(OF_THE_SDK.stream(), LATER.stream()).collect(Collectors.toUnmodifiableSet());

    private TaskMembers() {}
}
