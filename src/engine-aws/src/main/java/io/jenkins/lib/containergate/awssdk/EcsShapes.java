package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ecs.model.CapacityProviderStrategyItem;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.ClusterConfiguration;
import software.amazon.awssdk.services.ecs.model.Deployment;
import software.amazon.awssdk.services.ecs.model.DeploymentCircuitBreaker;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandConfiguration;
import software.amazon.awssdk.services.ecs.model.ExecuteCommandLogConfiguration;
import software.amazon.awssdk.services.ecs.model.ManagedStorageConfiguration;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;
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

    private static Optional<Arn> optionalArn(@Nullable String text) throws UnansweredException {
        return text == null ? Optional.empty() : Optional.of(arn(text));
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

    static EcsService service(Service service) throws UnansweredException {
        List<EcsService.TaskSet> sets = new ArrayList<>();
        for (TaskSet set : service.taskSets()) {
            sets.add(new EcsService.TaskSet(
                    text(set.taskSetArn()),
                    optionalArn(set.taskDefinition()),
                    network(set.networkConfiguration()),
                    new SdkJson().object(set).toString()));
        }
        List<Arn> deployed = new ArrayList<>();
        for (Deployment each : service.deployments()) {
            optionalArn(each.taskDefinition()).ifPresent(deployed::add);
        }
        Optional<DeploymentConfiguration> deployment = Optional.ofNullable(service.deploymentConfiguration());
        Optional<DeploymentCircuitBreaker> breaker = deployment.map(DeploymentConfiguration::deploymentCircuitBreaker);
        return new EcsService(
                arn(service.serviceArn()),
                text(service.status()),
                optionalArn(service.taskDefinition()),
                Optional.ofNullable(service.launchTypeAsString()),
                Optional.ofNullable(service.platformVersion()),
                names(service.capacityProviderStrategy()),
                onlyOn(service),
                network(service.networkConfiguration()),
                Boolean.TRUE.equals(service.enableExecuteCommand()),
                new EcsService.CircuitBreaker(
                        breaker.map(DeploymentCircuitBreaker::enable).orElse(false),
                        breaker.map(DeploymentCircuitBreaker::rollback).orElse(false)),
                deployment.map(DeploymentConfiguration::lifecycleHooks).orElse(List.of()).stream()
                        .map(hook -> new EcsService.LifecycleHook(
                                Optional.ofNullable(hook.hookTargetArn()),
                                hook.lifecycleStagesAsStrings(),
                                Optional.ofNullable(hook.timeoutConfiguration())
                                        .map(timeout -> timeout.actionAsString())))
                        .toList(),
                service.loadBalancers().size(),
                connectTls(service),
                sets,
                Optional.ofNullable(service.runningCount()).orElse(0),
                deployed,
                service.currentServiceRevisions().stream()
                        .filter(each -> !Integer.valueOf(0).equals(each.runningTaskCount()))
                        .map(each -> text(each.arn()))
                        .toList(),
                json(service));
    }

    private static List<String> names(List<CapacityProviderStrategyItem> strategy) {
        return strategy.stream()
                .map(CapacityProviderStrategyItem::capacityProvider)
                .toList();
    }

    /** A deployment that is being replaced may have another strategy, or none; so may each task set. */
    private static List<String> onlyOn(Service service) {
        List<List<String>> strategies = new ArrayList<>();
        strategies.add(names(service.capacityProviderStrategy()));
        service.deployments().forEach(each -> strategies.add(names(each.capacityProviderStrategy())));
        service.taskSets().forEach(each -> strategies.add(names(each.capacityProviderStrategy())));
        return strategies.stream().anyMatch(List::isEmpty)
                ? List.of()
                : strategies.stream().flatMap(List::stream).distinct().toList();
    }

    /** Service Connect belongs to the deployment that is to stay. */
    private static String json(Service service) throws UnansweredException {
        ObjectNode json = new SdkJson().object(service);
        for (Deployment deployment : service.deployments()) {
            if ("PRIMARY".equals(deployment.status()) && deployment.serviceConnectConfiguration() != null) {
                json.set("serviceConnectConfiguration", new SdkJson().object(deployment.serviceConnectConfiguration()));
            }
        }
        return json.toString();
    }

    private static List<Boolean> connectTls(Service service) {
        return service.deployments().stream()
                .filter(deployment -> "PRIMARY".equals(deployment.status()))
                .map(Deployment::serviceConnectConfiguration)
                .filter(Objects::nonNull)
                .flatMap(connect -> connect.services().stream())
                .map(connected -> connected.tls() != null)
                .toList();
    }

    private static Optional<TaskNetwork> network(@Nullable NetworkConfiguration configuration) {
        return Optional.ofNullable(configuration)
                .map(NetworkConfiguration::awsvpcConfiguration)
                .map(awsvpc -> new TaskNetwork(
                        awsvpc.subnets(), awsvpc.securityGroups(), "ENABLED".equals(awsvpc.assignPublicIpAsString())));
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
