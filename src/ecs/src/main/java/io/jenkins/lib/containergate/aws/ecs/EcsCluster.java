package io.jenkins.lib.containergate.aws.ecs;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * @param status {@code ACTIVE} when it is in use
 * @param settings by name, such as {@code containerInsights} and {@code enhanced}
 * @param storage keys of the storage that ECS manages
 * @param json as {@code aws ecs describe-clusters} prints it, to be read like what a template declares
 */
public record EcsCluster(
        Arn arn,
        String status,
        Map<String, String> settings,
        ExecConfiguration exec,
        ManagedStorage storage,
        List<String> capacityProviders,
        String json) {
    public EcsCluster {
        settings = Map.copyOf(settings);
        capacityProviders = List.copyOf(capacityProviders);
    }

    /** Without what was written in it. */
    @Override
    public String toString() {
        return "EcsCluster[" + arn + "]";
    }

    /**
     * How sessions of ECS Exec are protected and recorded.
     *
     * @param logging {@code NONE}, {@code DEFAULT} (the log driver of the task) or {@code OVERRIDE}; ECS assumes
     *     {@code DEFAULT} when it is empty
     * @param key of KMS, for the session itself
     */
    public record ExecConfiguration(
            Optional<String> logging,
            Optional<String> key,
            Optional<String> logGroup,
            boolean logGroupEncrypted,
            Optional<String> bucket,
            boolean bucketEncrypted) {}

    /** Keys of KMS; empty where AWS's own is used. */
    public record ManagedStorage(Optional<String> key, Optional<String> fargateEphemeralKey) {}
}
