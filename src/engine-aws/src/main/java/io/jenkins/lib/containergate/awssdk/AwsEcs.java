package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.DesiredStatus;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListContainerInstancesResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;

/** Asks the API of ECS: ten services, a hundred tasks or container instances a call. */
final class AwsEcs implements EcsLookups {
    private static final int SERVICES = 10;
    private static final int TASKS = 100;
    private static final String GONE = "MISSING";
    /** None of their containers runs any more. */
    private static final Set<String> ENDED = Set.of("STOPPED", "DELETED", "DEPROVISIONING");

    private final EcsClient ecs;
    private final EcsApi api;
    private final AwsTaskDefinitions definitions;

    AwsEcs(EcsClient ecs, EcsApi api) {
        this.ecs = ecs;
        this.api = api;
        this.definitions = new AwsTaskDefinitions(ecs, api);
    }

    @Override
    public Lookup<RegisteredTaskDefinition> taskDefinition(String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return definitions.taskDefinition(name, deadline);
    }

    @Override
    public Lookup<Map<String, Optional<String>>> taskRoles(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return definitions.taskRoles(deadline);
    }

    @Override
    public Lookup<List<ServiceRevision>> serviceRevisions(List<String> arns, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> AwsServiceDeployments.revisions(api, arns, deadline));
    }

    @Override
    public Lookup<EcsCluster> cluster(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            String subject = "the cluster " + cluster;
            ObjectNode input = JsonNodeFactory.instance.objectNode();
            input.putArray("clusters").add(cluster);
            input.putArray("include").add("SETTINGS").add("CONFIGURATIONS");
            List<JsonShape> answered = api.whole(AwsAction.ECS_DESCRIBE_CLUSTERS, subject, input, deadline)
                    .objects("clusters");
            if (answered.size() != 1) {
                throw EcsApi.incomplete(subject);
            }
            return EcsShapes.cluster(answered.get(0));
        });
    }

    @Override
    public Lookup<List<String>> serviceNames(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> AwsCalls.list(
                AwsAction.ECS_LIST_SERVICES,
                "the services of the cluster " + cluster,
                deadline,
                (settings, token) -> ecs.listServices(request -> request.cluster(cluster)
                        .maxResults(100)
                        .nextToken(token)
                        .overrideConfiguration(settings)),
                ListServicesResponse::nextToken,
                ListServicesResponse::serviceArns));
    }

    @Override
    public Lookup<List<EcsService>> services(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<EcsService> services = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(names, SERVICES)) {
                String subject = "the services " + String.join(", ", batch) + " of the cluster " + cluster;
                ObjectNode input = JsonNodeFactory.instance.objectNode().put("cluster", cluster);
                batch.forEach(input.putArray("services")::add);
                List<JsonShape> answered = api.whole(AwsAction.ECS_DESCRIBE_SERVICES, subject, input, deadline)
                        .objects("services");
                for (String name : batch) {
                    services.add(ServiceShapes.service(
                            EcsApi.one(answered, name, "the service " + name, "serviceName", "serviceArn")));
                }
            }
            return List.copyOf(services);
        });
    }

    @Override
    public Lookup<List<String>> clusters(Deadline deadline) throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> AwsCalls.list(
                AwsAction.ECS_LIST_CLUSTERS,
                "the clusters of the account",
                deadline,
                (settings, token) -> ecs.listClusters(
                        request -> request.maxResults(TASKS).nextToken(token).overrideConfiguration(settings)),
                ListClustersResponse::nextToken,
                ListClustersResponse::clusterArns));
    }

    @Override
    public Lookup<List<String>> taskNames(String cluster, Optional<String> service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return taskNames(cluster, service, DesiredStatus.RUNNING, deadline);
    }

    @Override
    public Lookup<List<String>> stoppingTaskNames(String cluster, Optional<String> service, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return taskNames(cluster, service, DesiredStatus.STOPPED, deadline);
    }

    private Lookup<List<String>> taskNames(
            String cluster, Optional<String> service, DesiredStatus desired, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> AwsCalls.list(
                        AwsAction.ECS_LIST_TASKS,
                        "the tasks of the cluster " + cluster,
                        deadline,
                        (settings, token) -> ecs.listTasks(request -> request.cluster(cluster)
                                .serviceName(service.orElse(null))
                                .desiredStatus(desired)
                                .maxResults(TASKS)
                                .nextToken(token)
                                .overrideConfiguration(settings)),
                        ListTasksResponse::nextToken,
                        ListTasksResponse::taskArns)
                .stream()
                // a task may move to another page while they are read
                .distinct()
                .toList());
    }

    @Override
    public Lookup<List<EcsTask>> tasks(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "tasks of the cluster " + cluster;
        return AwsCalls.lookup(() -> {
            List<EcsTask> tasks = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(names, TASKS)) {
                for (JsonShape task : described(cluster, batch, subject, deadline)) {
                    if (!ENDED.contains(task.text("lastStatus").orElse(""))) {
                        tasks.add(TaskShapes.task(task));
                    }
                }
            }
            return List.copyOf(tasks);
        });
    }

    /** Those that ECS still knows: it must tell of each that it is asked about. */
    private List<JsonShape> described(String cluster, List<String> names, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("cluster", cluster);
        names.forEach(input.putArray("tasks")::add);
        JsonShape answer = api.ask(AwsAction.ECS_DESCRIBE_TASKS, subject, input, deadline);
        List<String> told = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (JsonShape failure : answer.objects("failures")) {
            String reason = failure.text("reason").orElse("");
            if (reason.equals(GONE)) {
                told.add(failure.text("arn").orElse(""));
            } else {
                failed.add(reason);
            }
        }
        EcsApi.refuse(failed, subject);
        List<JsonShape> tasks = answer.objects("tasks");
        for (JsonShape task : tasks) {
            told.add(task.text("taskArn").orElse(""));
        }
        if (!told.stream().sorted().toList().equals(names.stream().sorted().toList())) {
            throw EcsApi.incomplete(subject);
        }
        return tasks;
    }

    @Override
    public Lookup<List<ContainerInstance>> containerInstances(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the container instances of the cluster " + cluster;
        return AwsCalls.lookup(() -> {
            List<ContainerInstance> instances = new ArrayList<>();
            List<String> names = AwsCalls.list(
                    AwsAction.ECS_LIST_CONTAINER_INSTANCES,
                    subject,
                    deadline,
                    (settings, token) -> ecs.listContainerInstances(request -> request.cluster(cluster)
                            .maxResults(TASKS)
                            .nextToken(token)
                            .overrideConfiguration(settings)),
                    ListContainerInstancesResponse::nextToken,
                    ListContainerInstancesResponse::containerInstanceArns);
            for (List<String> batch : AwsCalls.batches(names, TASKS)) {
                DescribeContainerInstancesResponse response = AwsCalls.ask(
                        AwsAction.ECS_DESCRIBE_CONTAINER_INSTANCES,
                        subject,
                        deadline,
                        settings -> ecs.describeContainerInstances(request -> request.cluster(cluster)
                                .containerInstances(batch)
                                .overrideConfiguration(settings)));
                refuse(response.failures(), subject);
                if (response.containerInstances().size() != batch.size()) {
                    throw EcsApi.incomplete(subject);
                }
                response.containerInstances().stream()
                        .map(EcsShapes::containerInstance)
                        .forEach(instances::add);
            }
            return List.copyOf(instances);
        });
    }

    @Override
    public Lookup<List<CapacityProvider>> capacityProviders(String cluster, List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<CapacityProvider> providers = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(names, SERVICES)) {
                String subject = "the capacity providers " + String.join(", ", batch) + " of the cluster " + cluster;
                ObjectNode input = JsonNodeFactory.instance.objectNode().put("cluster", cluster);
                batch.forEach(input.putArray("capacityProviders")::add);
                List<JsonShape> answered = api.whole(
                                AwsAction.ECS_DESCRIBE_CAPACITY_PROVIDERS, subject, input, deadline)
                        .objects("capacityProviders");
                if (answered.size() != batch.size()) {
                    throw EcsApi.incomplete(subject);
                }
                for (JsonShape provider : answered) {
                    providers.add(EcsShapes.capacityProvider(provider));
                }
            }
            return List.copyOf(providers);
        });
    }

    private static void refuse(List<Failure> failures, String subject) throws UnansweredException {
        EcsApi.refuse(
                failures.stream()
                        .map(failure -> String.valueOf(failure.reason()))
                        .toList(),
                subject);
    }
}
