package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.task.ApiShape;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionParser;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the resource types of ECS that are evaluated; Express services and daemons as what they start. */
final class EcsResources {
    private static final String CONTAINERS = "containerDefinitions";

    private final Budget budget;
    private final Gathered gathered;
    private final TaskDefinitionParser tasks;
    private final DeploymentReader deployments;

    /** Who wrote the names of members. */
    enum Form {
        /** Those of its schemas. */
        CLOUD_FORMATION,
        /** The provider's own, as they are turned into those of the API; containers have the names of the API. */
        TERRAFORM,
        /** With containers that are marked as sensitive. */
        SENSITIVE_TERRAFORM
    }

    EcsResources(Budget budget, Gathered gathered, Map<String, DeclaredGroup> groups) {
        this.budget = budget;
        this.gathered = gathered;
        this.tasks = new TaskDefinitionParser(budget);
        this.deployments = new DeploymentReader(budget, groups);
    }

    /** @param type as CloudFormation calls it */
    void read(String type, String name, Mapping written, Map<String, Lookup<IamRole>> roles, Form form)
            throws GateException {
        switch (type) {
            case "AWS::ECS::TaskDefinition" -> task(type, name, written, roles, form);
            case "AWS::ECS::DaemonTaskDefinition" -> {
                Mapping api = ofDaemon(new ApiShape(budget).of(written));
                task(type, name, api, roles, form);
                sharedMemory(type, name, api);
            }
            case "AWS::ECS::Service" -> deployment(type, deployments.service(written, name), form);
            case "AWS::ECS::TaskSet" -> deployment(type, deployments.taskSet(written, name), form);
            case "AWS::ECS::Cluster" -> deployment(type, deployments.cluster(written, name), form);
            case "AWS::ECS::CapacityProvider" -> deployment(type, deployments.capacityProvider(written, name), form);
            case "AWS::ECS::Daemon" -> daemon(type, name, new ApiShape(budget).of(written), form);
            case "AWS::ECS::ExpressGatewayService" ->
                express(type, name, new ApiShape(budget).of(written), roles, form);
            default -> gathered.undecided(name, type, "this version does not evaluate it", written.mark());
        }
    }

    private void task(String type, String name, Mapping written, Map<String, Lookup<IamRole>> roles, Form form)
            throws GateException {
        TaskDefinition task = tasks.parse(written, name)
                .withRoles(roles)
                .declaredBy(name)
                .markedSensitive(form == Form.SENSITIVE_TERRAFORM);
        gathered.task(task);
        Map<String, Value> members = new LinkedHashMap<>(task.source().members());
        if (!type.equals("AWS::ECS::TaskDefinition")) {
            members.remove("requiresCompatibilities");
        }
        Value containers = form == Form.CLOUD_FORMATION ? null : members.remove(CONTAINERS);
        check(name, type, new Mapping(members, written.mark()), form);
        if (containers instanceof Sequence) {
            // written as the API has them
            gathered.undecided(name, type, MemberCheck.of(type, containers, CONTAINERS));
        }
    }

    private void deployment(String type, Deployment deployment, Form form) throws GateException {
        gathered.deployment(deployment);
        check(deployment.name(), type, deployment.source(), form);
    }

    private void check(String name, String type, Value source, Form form) {
        gathered.undecided(
                name,
                type,
                form == Form.CLOUD_FORMATION
                        ? MemberCheck.of(type, source, "")
                        : MemberCheck.ofTerraform(type, source));
    }

    private void daemon(String type, String name, Mapping written, Form form) throws GateException {
        Map<String, Value> launch = new LinkedHashMap<>(written.members());
        launch.put("launchType", new Text(LaunchType.MANAGED_INSTANCES.name(), written.mark()));
        Value task = launch.remove("daemonTaskDefinitionArn");
        if (task != null) {
            launch.put("taskDefinition", task);
        }
        gathered.deployment(deployments.launch(new Mapping(launch, written.mark()), name, "daemon"));
        check(name, type, written, form);
    }

    private void express(String type, String name, Mapping written, Map<String, Lookup<IamRole>> roles, Form form)
            throws GateException {
        ExpressService service = new ExpressService(written);
        Optional<Mapping> task = service.task();
        if (task.isPresent()) {
            gathered.task(tasks.parse(task.get(), name).withRoles(roles).declaredBy(name));
        }
        gathered.deployment(deployments.launch(service.launch(), name, "Express service"));
        check(name, type, written, form);
    }

    /** A task on managed instances has no such setting, so no rule asks; a daemon has. */
    private void sharedMemory(String type, String name, Mapping api) {
        Value mode = api.members().get("ipcMode");
        if (mode != null) {
            gathered.undecided(
                    name,
                    type + " IpcMode",
                    "the daemon shares the memory segments of its host, or may do so",
                    "remove IpcMode, or waive this finding by its fingerprint",
                    mode.mark());
        }
    }

    /**
     * What a daemon calls {@code shared} is the host's; {@code none}, its default, is what a task calls nothing.
     *
     * @param written in the shape of the API
     */
    private static Mapping ofDaemon(Mapping written) {
        Map<String, Value> members = new LinkedHashMap<>(written.members());
        for (String mode : List.of("pidMode", "ipcMode")) {
            if (members.get(mode) instanceof Text text) {
                if (text.value().equals("none")) {
                    members.remove(mode);
                } else if (text.value().equals("shared")) {
                    members.put(mode, new Text("host", text.mark()));
                }
            }
        }
        members.put(
                "requiresCompatibilities",
                new Sequence(List.of(new Text(LaunchType.MANAGED_INSTANCES.name(), written.mark())), written.mark()));
        return new Mapping(members, written.mark());
    }
}
