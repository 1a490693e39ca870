package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.deployment.Service.BalancedContainer;
import io.jenkins.lib.containergate.ecs.deployment.Service.ConnectService;
import io.jenkins.lib.containergate.ecs.deployment.Service.EbsVolume;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.ApiShape;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.NameValue;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.Members;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads services, task sets, clusters and capacity providers that are in the shape of the ECS API, or nearly so. */
public final class DeploymentReader {
    private final Budget budget;
    private final Map<String, DeclaredGroup> groups;

    public DeploymentReader(Budget budget) {
        this(budget, Map.of());
    }

    /** @param groups that the file declares, by what it calls them; what is put in later counts as well */
    public DeploymentReader(Budget budget, Map<String, DeclaredGroup> groups) {
        this.budget = budget;
        this.groups = groups;
    }

    /** @throws GateException when a value has a type the API would refuse */
    public Service service(Mapping written, String name) throws GateException {
        Members members = members(written, "the service");
        Members configuration = members.object("deploymentConfiguration");
        Members breaker = configuration.object("deploymentCircuitBreaker");
        return new Service(
                budget.document(),
                name,
                source(written),
                members.place(),
                launchType(members),
                members.text("platformVersion"),
                network(members),
                members.bool("enableExecuteCommand"),
                breaker.bool("enable"),
                breaker.bool("rollback"),
                members.object("serviceConnectConfiguration")
                        .objects(
                                "services",
                                each -> new ConnectService(each.object("tls").present(), each.place())),
                members.text("taskDefinition"),
                configuration.objects(
                        "lifecycleHooks",
                        hook -> new LifecycleHook(
                                hook.text("targetType"),
                                hook.text("hookTargetArn"),
                                hook.texts("lifecycleStages"),
                                hook.object("timeoutConfiguration").text("action"),
                                hook.place())),
                members.objects(
                        "loadBalancers",
                        each -> new BalancedContainer(
                                each.text("containerName"),
                                each.text("targetGroupArn"),
                                each.integer("containerPort"),
                                each.place())),
                members.object("deploymentController").text("type"),
                connect(members.object("serviceConnectConfiguration")),
                volumes(members),
                false);
    }

    public TaskSet taskSet(Mapping written, String name) throws GateException {
        Members members = members(written, "the task set");
        return new TaskSet(
                budget.document(),
                name,
                source(written),
                members.place(),
                launchType(members),
                members.text("platformVersion"),
                network(members),
                members.text("taskDefinition"));
    }

    /**
     * What starts tasks without being a service.
     *
     * @param written in the shape of the input of {@code RunTask}, with what it hands to the tasks as {@code overrides}
     * @param kind such as {@code schedule}
     */
    public Launch launch(Mapping written, String name, String kind) throws GateException {
        Members members = members(written, "the " + kind);
        return new Launch(
                budget.document(),
                name,
                source(written),
                members.place(),
                kind,
                members.text("taskDefinition"),
                launchType(members),
                members.text("platformVersion"),
                network(members),
                members.bool("enableExecuteCommand"),
                volumes(members),
                List.of(),
                List.of());
    }

    public Cluster cluster(Mapping written, String name) throws GateException {
        Members members = members(written, "the cluster");
        Members configuration = members.object("configuration");
        Members exec = configuration.object("executeCommandConfiguration");
        return new Cluster(
                budget.document(),
                name,
                source(written),
                members.place(),
                insights(members),
                exec.text("logging"),
                exec.text("kmsKeyId"),
                configuration.object("managedStorageConfiguration").text("fargateEphemeralStorageKmsKeyId"),
                exec(exec.object("logConfiguration")),
                members.texts("capacityProviders"));
    }

    private static Cluster.ExecLog exec(Members log) throws GateException {
        return new Cluster.ExecLog(
                log.text("cloudWatchLogGroupName"),
                log.bool("cloudWatchEncryptionEnabled"),
                log.text("s3BucketName"),
                log.bool("s3EncryptionEnabled"));
    }

    public CapacityProvider capacityProvider(Mapping written, String name) throws GateException {
        Members members = members(written, "the capacity provider");
        Members group = members.object("autoScalingGroupProvider");
        return new CapacityProvider(
                budget.document(),
                name,
                source(written),
                members.place(),
                group.present(),
                group.text("managedTerminationProtection"));
    }

    private static Service.Connect connect(Members connect) throws GateException {
        Members log = connect.object("logConfiguration");
        return new Service.Connect(connect.bool("enabled"), log.text("logDriver"));
    }

    /** {@code managedEBSVolume} in the API, {@code managed_ebs_volume} in Terraform. */
    private static Items<EbsVolume> volumes(Members members) throws GateException {
        return members.objects("volumeConfigurations", each -> {
            Members volume = each.object("managedEBSVolume");
            return new EbsVolume(
                    each.text("name"),
                    volume.present(),
                    volume.bool("encrypted"),
                    volume.text("kmsKeyId"),
                    each.place());
        });
    }

    private Mapping source(Mapping written) throws GateException {
        return new ApiShape(budget).of(written);
    }

    private Members members(Mapping written, String owner) throws GateException {
        Mapping source = source(written);
        return Members.of(budget, source, Place.root(owner, source.mark()));
    }

    /** Terraform writes an empty one where a capacity provider decides. */
    private Field<String> launchType(Members members) throws GateException {
        Field<String> type = members.text("launchType");
        if (type instanceof Field.Known<String> known && !known.value().isEmpty()) {
            LaunchType.check(known, budget.document());
        }
        return type;
    }

    private Network network(Members members) throws GateException {
        Members awsvpc = members.object("networkConfiguration").object("awsvpcConfiguration");
        return new Network(awsvpc.present(), awsvpc.text("assignPublicIp"), awsvpc.texts("securityGroups"), groups);
    }

    /** Every setting of this name, and what may be one. */
    private static List<Field<String>> insights(Members members) throws GateException {
        Items<NameValue> settings =
                members.objects("settings", each -> new NameValue(each.text("name"), each.text("value"), each.place()));
        List<Field<String>> found = new ArrayList<>();
        for (NameValue setting : settings.values()) {
            if (setting.name() instanceof Field.Unresolved<String> later) {
                found.add(later);
            } else if (setting.name()
                    .known()
                    .filter("containerInsights"::equals)
                    .isPresent()) {
                found.add(setting.value());
            }
        }
        settings.unresolved().forEach(later -> found.add(later.map(each -> "")));
        return found.isEmpty() ? List.of(new Field.Absent<>(settings.place())) : List.copyOf(found);
    }
}
