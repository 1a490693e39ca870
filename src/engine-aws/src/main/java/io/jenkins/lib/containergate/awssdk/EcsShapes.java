package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandLogConfiguration;
import software.amazon.awssdk.services.ecs.model.ManagedStorageConfiguration;
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

    static EcsCluster cluster(Cluster cluster) throws UnansweredException {
        Map<String, String> settings = new TreeMap<>();
        cluster.settings().forEach(setting -> settings.put(setting.nameAsString(), text(setting.value())));
        Optional<ClusterConfiguration> configuration = Optional.ofNullable(cluster.configuration());
        Optional<ExecuteCommandConfiguration> exec =
                configuration.map(ClusterConfiguration::executeCommandConfiguration);
        Optional<ExecuteCommandLogConfiguration> log = exec.map(ExecuteCommandConfiguration::logConfiguration);
        Optional<ManagedStorageConfiguration> storage =
                configuration.map(ClusterConfiguration::managedStorageConfiguration);
        return new EcsCluster(
                arn(cluster.clusterArn()),
                text(cluster.status()),
                settings,
                new EcsCluster.ExecConfiguration(
                        exec.map(ExecuteCommandConfiguration::loggingAsString),
                        exec.map(ExecuteCommandConfiguration::kmsKeyId),
                        log.map(ExecuteCommandLogConfiguration::cloudWatchLogGroupName),
                        log.map(ExecuteCommandLogConfiguration::cloudWatchEncryptionEnabled)
                                .orElse(false),
                        log.map(ExecuteCommandLogConfiguration::s3BucketName),
                        log.map(ExecuteCommandLogConfiguration::s3EncryptionEnabled)
                                .orElse(false)),
                new EcsCluster.ManagedStorage(
                        storage.map(ManagedStorageConfiguration::kmsKeyId),
                        storage.map(ManagedStorageConfiguration::fargateEphemeralStorageKmsKeyId)),
                cluster.capacityProviders(),
                new SdkJson().object(cluster).toString());
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

    static CapacityProvider capacityProvider(software.amazon.awssdk.services.ecs.model.CapacityProvider provider)
            throws UnansweredException {
        return new CapacityProvider(
                text(provider.capacityProviderArn()),
                text(provider.name()),
                Optional.ofNullable(provider.autoScalingGroupProvider())
                        .map(group -> "ENABLED".equals(group.managedTerminationProtectionAsString())),
                new SdkJson().object(provider).toString());
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
