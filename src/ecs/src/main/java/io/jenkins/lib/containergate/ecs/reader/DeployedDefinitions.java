package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.CapacityProvider;
import io.jenkins.lib.containergate.aws.ecs.EcsCluster;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.RegisteredTaskDefinition;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what ECS runs as if a file declared it: rules need not know where a definition comes from. Its document is its ARN. */
public final class DeployedDefinitions {
    private static final Set<String> AWS_OWN = Set.of("FARGATE", "FARGATE_SPOT");
    private static final String ACTIVE = "ACTIVE";
    /** One that is being replaced starts tasks as it says until it is. */
    private static final String DEPLOYMENT = "deployment";

    private final EcsLookups ecs;
    private final DocumentLimits limits;
    private final Deadline deadline;

    public DeployedDefinitions(EcsLookups ecs, DocumentLimits limits, Deadline deadline) {
        this.ecs = ecs;
        this.limits = limits;
        this.deadline = deadline;
    }

    /**
     * The task definition, with what of it is undecided.
     *
     * @param name {@code FAMILY}, {@code FAMILY:REVISION} or ARN
     * @throws GateException when ECS does not tell
     */
    public Definitions taskDefinition(String name) throws GateException, InterruptedException {
        return definition(ecs.taskDefinition(name, deadline).required());
    }

    /**
     * What is named, with the service and the cluster that it is to run in.
     *
     * @param named empty for what the service runs
     * @param service only with a cluster
     */
    public Definitions within(Optional<Definitions> named, Optional<String> cluster, Optional<String> service)
            throws GateException, InterruptedException {
        Definitions all = named.orElseGet(Definitions::none);
        if (service.isPresent()) {
            String of = cluster.orElseThrow();
            all = all.and(
                    named.isPresent()
                            ? new Definitions(List.of(), serviceAround(of, service.get()))
                            : service(of, service.get()));
        }
        return cluster.isPresent() ? all.and(cluster(cluster.get())) : all;
    }

    /**
     * Exactly this revision.
     *
     * @throws GateException also when ECS tells of another one
     */
    public RegisteredTaskDefinition registered(Arn revision) throws GateException, InterruptedException {
        RegisteredTaskDefinition found =
                ecs.taskDefinition(revision.toString(), deadline).required();
        if (!found.arn().equals(revision)) {
            throw new GateException(
                    "asked for " + revision + ", ECS answered with " + found.arn(),
                    "see whether a proxy or an end point of your own answers");
        }
        return found;
    }

    /** What is read of it. ECS is not asked. */
    public List<TaskDefinition> tasks(RegisteredTaskDefinition found) throws GateException {
        return definition(found).tasks();
    }

    /** What is read of it, at least one task definition, and what of it is undecided. ECS is not asked. */
    public Definitions definition(RegisteredTaskDefinition found) throws GateException {
        TaskDefinitionReader.Contents contents = TaskDefinitionReader.ofAnswers(limits)
                .contents(found.arn().toString(), found.json().getBytes(StandardCharsets.UTF_8));
        if (contents.tasks().isEmpty()) {
            throw TaskDefinitionReader.nothing(found.arn().toString());
        }
        return new Definitions(contents.tasks(), contents.deployments());
    }

    /** The cluster and its capacity providers, with what of them is undecided. */
    public Definitions cluster(String name) throws GateException, InterruptedException {
        EcsCluster cluster = ecs.cluster(name, deadline).required();
        if (!cluster.status().equals(ACTIVE)) {
            throw inUse("the cluster " + name, cluster.status());
        }
        List<Deployment> found = new ArrayList<>();
        Mapping answered = mapping(cluster.arn(), cluster.json());
        String title = "cluster " + cluster.arn().name();
        found.add(reader(cluster.arn()).cluster(answered, title));
        found.addAll(members(cluster.arn(), title, AnsweredMembers.CLUSTER).undecided(answered));
        List<String> providers = cluster.capacityProviders().stream()
                .filter(provider -> !AWS_OWN.contains(provider))
                .toList();
        for (CapacityProvider provider : providers.isEmpty()
                ? List.<CapacityProvider>of()
                : ecs.capacityProviders(cluster.arn().name(), providers, deadline)
                        .required()) {
            Arn arn = arn(provider.arn());
            Mapping described = mapping(arn, provider.json());
            String called = "capacity provider " + arn.name();
            found.add(reader(arn).capacityProvider(described, called));
            found.addAll(members(arn, called, AnsweredMembers.CAPACITY_PROVIDER).undecided(described));
        }
        return new Definitions(List.of(), found);
    }

    /** The service and its task sets, with the task definitions that they run. */
    public Definitions service(String cluster, String name) throws GateException, InterruptedException {
        EcsService service = active(cluster, name);
        Definitions running = running(service);
        List<Deployment> found = around(service, running.tasks());
        found.addAll(running.deployments());
        return new Definitions(running.tasks(), found);
    }

    /** The service and its task sets alone, for another task definition than those that they run. */
    public List<Deployment> serviceAround(String cluster, String name) throws GateException, InterruptedException {
        EcsService service = active(cluster, name);
        return around(service, running(service).tasks());
    }

    private List<Deployment> around(EcsService service, List<TaskDefinition> tasks)
            throws GateException, InterruptedException {
        List<Deployment> found = new ArrayList<>(deployments(service, tasks));
        found.addAll(revisions(service));
        return found;
    }

    private EcsService active(String cluster, String name) throws GateException, InterruptedException {
        EcsService service =
                ecs.services(cluster, List.of(name), deadline).required().get(0);
        if (!service.status().equals(ACTIVE)) {
            throw inUse("the service " + name, service.status());
        }
        return service;
    }

    private Definitions running(EcsService service) throws GateException, InterruptedException {
        List<TaskDefinition> tasks = new ArrayList<>();
        List<Deployment> undecided = new ArrayList<>();
        for (Arn task : service.taskDefinitions()) {
            Definitions definition = taskDefinition(task.toString());
            tasks.addAll(definition.tasks());
            undecided.addAll(definition.deployments());
        }
        return new Definitions(tasks, undecided);
    }

    /**
     * The service and its task sets, with what of them is undecided. ECS is not asked.
     *
     * @param tasks what it runs
     */
    public List<Deployment> deployments(EcsService service, List<TaskDefinition> tasks) throws GateException {
        List<Deployment> found = new ArrayList<>();
        Mapping answered = mapping(service.arn(), service.json());
        String title = title(service.arn());
        found.add(reader(service.arn()).service(answered, title).running(tasks));
        found.addAll(members(service.arn(), title, AnsweredMembers.SERVICE).ofService(answered));
        for (EcsService.TaskSet set : service.taskSets()) {
            Arn arn = arn(set.arn());
            Mapping described = mapping(arn, set.json());
            String called = "task set " + arn.name();
            found.add(reader(arn).taskSet(described, called));
            found.addAll(members(arn, called, AnsweredMembers.TASK_SET).undecided(described));
        }
        for (EcsService.Deployed each : service.replaced()) {
            Mapping described = mapping(service.arn(), each.json());
            found.add(reader(service.arn()).launch(described, "deployment " + each.id() + " of " + title, DEPLOYMENT));
        }
        return found;
    }

    /**
     * What is undecided of the revisions that the service runs: only they tell of gateways. ECS is asked where it makes revisions.
     */
    public List<Deployment> revisions(EcsService service) throws GateException, InterruptedException {
        List<Deployment> found = new ArrayList<>();
        if (!service.revisions().isEmpty()) {
            for (ServiceRevision revision :
                    ecs.serviceRevisions(service.revisions(), deadline).required()) {
                found.addAll(members(
                                revision.arn(),
                                "revision " + revision.arn().name() + " of the " + title(service.arn()),
                                AnsweredMembers.SERVICE)
                        .ofRevision(mapping(revision.arn(), revision.json())));
            }
        }
        return found;
    }

    /**
     * What a deployment brings: the task definition of its target revision, and the service as that revision sets it. What
     * only the service has, such as its deployment configuration, is the service's.
     */
    public Definitions revision(ServiceRevision revision) throws GateException, InterruptedException {
        EcsService service = ecs.services(
                        revision.cluster().toString(),
                        List.of(revision.service().toString()),
                        deadline)
                .required()
                .get(0);
        if (!service.status().equals(ACTIVE)) {
            throw inUse("the service " + service.arn(), service.status());
        }
        Mapping brought = mapping(revision.arn(), revision.json());
        Mapping ofService = ServiceOfRevision.rest(mapping(service.arn(), service.json()));
        Service declared =
                reader(service.arn()).service(ServiceOfRevision.of(ofService, brought), title(service.arn()));
        Definitions definition = taskDefinition(revision.taskDefinition().toString());
        List<Deployment> found = new ArrayList<>();
        found.add(declared.running(definition.tasks()));
        found.addAll(members(service.arn(), title(service.arn()), AnsweredMembers.SERVICE)
                .ofRevision(brought, ofService));
        found.addAll(definition.deployments());
        return new Definitions(definition.tasks(), found);
    }

    private static String title(Arn service) {
        return "service " + service.name();
    }

    private static AnsweredMembers members(Arn arn, String name, String type) {
        return new AnsweredMembers(arn.toString(), name, type);
    }

    private DeploymentReader reader(Arn arn) {
        return new DeploymentReader(budget(arn));
    }

    private Budget budget(Arn arn) {
        return new Budget(arn.toString(), limits);
    }

    private Mapping mapping(Arn arn, String json) throws GateException {
        if (new JsonDocument(budget(arn)).read(json) instanceof Mapping mapping) {
            return mapping;
        }
        throw new MalformedDocumentException(arn.toString(), 1, "it is not an object", "ask again");
    }

    private static Arn arn(String text) throws GateException {
        Optional<Arn> arn = Arn.of(text);
        return arn.orElseThrow(() -> new GateException(
                "ECS answered without a valid ARN", "see whether a proxy or an end point of your own answers"));
    }

    private static GateException inUse(String subject, String status) {
        return new GateException(
                subject + " is " + (status.isEmpty() ? "in no known state" : status) + ", not ACTIVE",
                "name one that is in use");
    }
}
