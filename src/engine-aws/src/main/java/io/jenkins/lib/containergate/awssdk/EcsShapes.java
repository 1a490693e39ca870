package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.VersionInfo;

/** From the SDK's shapes of ECS to the engine's. */
final class EcsShapes {
    private EcsShapes() {}

    static Arn arn(@Nullable String text) throws UnansweredException {
        return Optional.ofNullable(text)
                .flatMap(Arn::of)
                .orElseThrow(() -> UnansweredException.failed(
                        "AWS answered without a valid ARN", "see whether a proxy or an end point of your own answers"));
    }

    static EcsCluster cluster(JsonShape cluster) throws UnansweredException {
        Map<String, String> settings = new TreeMap<>();
        for (JsonShape setting : cluster.objects("settings")) {
            settings.put(setting.text("name").orElse(""), setting.text("value").orElse(""));
        }
        JsonShape configuration = cluster.part("configuration");
        JsonShape exec = configuration.part("executeCommandConfiguration");
        JsonShape log = exec.part("logConfiguration");
        JsonShape storage = configuration.part("managedStorageConfiguration");
        return new EcsCluster(
                arn(cluster.text("clusterArn").orElse(null)),
                cluster.text("status").orElse(""),
                settings,
                new EcsCluster.ExecConfiguration(
                        exec.text("logging"),
                        exec.text("kmsKeyId"),
                        log.text("cloudWatchLogGroupName"),
                        log.bool("cloudWatchEncryptionEnabled").orElse(false),
                        log.text("s3BucketName"),
                        log.bool("s3EncryptionEnabled").orElse(false)),
                new EcsCluster.ManagedStorage(
                        storage.text("kmsKeyId"), storage.text("fargateEphemeralStorageKmsKeyId")),
                cluster.texts("capacityProviders"),
                cluster.json());
    }

    static ContainerInstance containerInstance(software.amazon.awssdk.services.ecs.model.ContainerInstance instance) {
        Map<String, String> attributes = new TreeMap<>();
        instance.attributes().forEach(attribute -> attributes.put(text(attribute.name()), text(attribute.value())));
        return new ContainerInstance(
                text(instance.containerInstanceArn()),
                Optional.ofNullable(instance.ec2InstanceId()),
                text(instance.status()),
                Boolean.TRUE.equals(instance.agentConnected()),
                new ContainerInstance.Versions(
                        Optional.ofNullable(instance.versionInfo()).map(VersionInfo::agentVersion),
                        Optional.ofNullable(instance.versionInfo()).map(VersionInfo::dockerVersion)),
                attributes,
                Optional.ofNullable(instance.capacityProviderName()));
    }

    static CapacityProvider capacityProvider(JsonShape provider) throws UnansweredException {
        Optional<JsonShape> group = provider.object("autoScalingGroupProvider");
        return new CapacityProvider(
                provider.text("capacityProviderArn").orElse(""),
                provider.text("name").orElse(""),
                group.isEmpty()
                        ? Optional.empty()
                        : Optional.of(group.get()
                                .text("managedTerminationProtection")
                                .filter("ENABLED"::equals)
                                .isPresent()),
                provider.json());
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
