package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import java.util.List;

/**
 * An ECS cluster.
 *
 * @param insights values of the setting {@code containerInsights}; one that is absent where there is none
 * @param execLogging {@code NONE}, {@code DEFAULT} or {@code OVERRIDE}
 * @param execKey KMS key of the sessions of ECS Exec
 * @param storageKey KMS key of the storage of tasks on Fargate
 * @param capacityProviders that it names itself
 */
public record Cluster(
        String document,
        String name,
        Mapping source,
        Place place,
        List<Field<String>> insights,
        Field<String> execLogging,
        Field<String> execKey,
        Field<String> storageKey,
        ExecLog execLog,
        Items<Known<String>> capacityProviders)
        implements Deployment {
    public Cluster {
        insights = List.copyOf(insights);
    }

    /** Where sessions of ECS Exec are logged. */
    public record ExecLog(
            Field<String> logGroup,
            Field<Boolean> groupEncrypted,
            Field<String> bucket,
            Field<Boolean> bucketEncrypted) {}

    @Override
    public String kind() {
        return "cluster";
    }

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Cluster[" + name + "]";
    }
}
