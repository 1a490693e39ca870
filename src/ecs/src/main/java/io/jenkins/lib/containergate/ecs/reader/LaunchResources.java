package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.aws.start.StartLookups;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources of other services that start tasks: event rules, schedules and pipes, with their network and with what they hand to
 * the tasks. Pipelines and deployment groups that deploy to ECS are undecided.
 */
final class LaunchResources {
    /** What the service is called may be filled in at deployment. */
    private static final Pattern STARTS_TASKS = Pattern.compile(
            "(?i):(?:" + StartLookups.CALLS + "|createTaskSet|registerTaskDefinition|[a-z]*DaemonTaskDefinition"
                    + "|[a-z]*ExpressGatewayService|submitJob|registerJobDefinition|" + InstanceDocuments.CALLS
                    + ")|ecs:(?:create|update|associate)(?:Service|Daemon|Gateway)|" + CallsOfEcs.IN_ARNS);

    private final Budget budget;
    private final Gathered gathered;
    private final DeploymentReader reader;
    private StartedElsewhere elsewhere = StartedElsewhere.fromNothing();

    LaunchResources(Budget budget, Gathered gathered, Map<String, DeclaredGroup> groups) {
        this.budget = budget;
        this.gathered = gathered;
        this.reader = new DeploymentReader(budget, groups);
    }

    /** Before anything is read that may start what a file declares. */
    void declared(StartedElsewhere started) {
        elsewhere = started;
    }

    StartedElsewhere elsewhere() {
        return elsewhere;
    }

    /**
     * @param canonical as CloudFormation calls the type
     * @param type as the file does
     * @param properties in the shape of the API
     * @param place the account and region that it is in
     */
    void read(String canonical, String type, String name, Mapping properties, Place place) throws GateException {
        switch (canonical) {
            case "AWS::Events::Rule" -> rule(type, name, properties, place);
            case "AWS::Scheduler::Schedule" -> target(type, name, "schedule", block(properties, "target"), place);
            case "AWS::Pipes::Pipe" -> pipe(type, name, properties);
            case "AWS::CodePipeline::Pipeline" ->
                new DeliveryResources(budget, gathered, elsewhere).pipeline(type, name, properties, place);
            case "AWS::CodeDeploy::DeploymentGroup" ->
                new DeliveryResources(budget, gathered, elsewhere).deploymentGroup(type, name, properties);
            case "AWS::SSM::Association" ->
                documents(
                        new DocumentStarts.Start(type, name, properties, place),
                        InstanceDocuments.runbooksOfAssociation(properties),
                        InstanceDocuments.mayRunCommands(properties));
            case "AWS::SSM::MaintenanceWindowTask" -> window(type, name, properties, place);
            case "AWS::Config::RemediationConfiguration" ->
                documents(
                        new DocumentStarts.Start(type, name, properties, place),
                        InstanceDocuments.runbooksOfRemediation(properties),
                        InstanceDocuments.remediationMayRunCommands(properties));
            case "AWS::SSMIncidents::ResponsePlan" ->
                documents(
                        new DocumentStarts.Start(type, name, properties, place),
                        InstanceDocuments.runbooksOfPlan(properties),
                        InstanceDocuments.planMayRunCommands(properties));
            case "AWS::FIS::ExperimentTemplate" ->
                documents(
                        new DocumentStarts.Start(type, name, properties, place),
                        InstanceDocuments.runbooksOfExperiment(properties),
                        InstanceDocuments.experimentMayRunCommands(properties));
            default -> gathered.undecided(name, type, "this version does not read what it starts", properties.mark());
        }
    }

    private void documents(DocumentStarts.Start start, List<Value> runbooks, boolean commands) {
        new DocumentStarts(gathered, elsewhere).read(start, runbooks, commands);
    }

    private void window(String type, String name, Mapping properties, Place place) {
        Value task = properties.members().get("taskArn");
        boolean machine = InstanceDocuments.windowMayStartMachine(properties);
        if (machine && (task == null || TargetArn.mayStartAnything(task))) {
            unknownTarget(type, name, properties);
        } else if (machine && elsewhere.in(task)) {
            elsewhere(type, name, properties);
        } else if (machine && elsewhere.isDeclared(task)) {
            gathered.leftOut(type, "what it starts is evaluated");
        } else {
            documents(
                    new DocumentStarts.Start(type, name, properties, place),
                    InstanceDocuments.runbooksOfWindow(properties),
                    InstanceDocuments.windowMayRunCommands(properties));
        }
    }

    private void rule(String type, String name, Mapping properties, Place place) throws GateException {
        if (properties.members().get("targets") instanceof Sequence targets) {
            for (int i = 0; i < targets.items().size(); i++) {
                target(
                        type,
                        targets.items().size() == 1 ? name : name + "/" + i,
                        "event rule",
                        targets.items().get(i),
                        place);
            }
        } else if (properties.members().containsKey("targets")) {
            gathered.undecided(name, type, "its targets are not known", properties.mark());
        } else {
            target(type, name, "event rule", properties, place);
        }
    }

    private void target(String type, String name, String kind, Value written, Place place) throws GateException {
        if (!(written instanceof Mapping target)) {
            if (written instanceof Value.Unresolved later) {
                gathered.undecided(name, type, "its target is not known: " + later.reason(), later.mark());
            } else {
                gathered.leftOut(type, "it starts no task of ECS");
            }
            return;
        }
        Value parameters = either(target, "ecsParameters", "ecsTarget");
        if (!(parameters instanceof Value.Null)) {
            if (target.members().get("arn") instanceof Value.Text arn
                    && arn.value().startsWith("arn:")
                    && !arn.value().contains(":cluster/")) {
                gathered.undecided(
                        name,
                        type,
                        "it has the parameters of a task, and its target is no cluster of ECS",
                        "name the ARN of a cluster, or remove the parameters",
                        arn.mark());
            }
            launch(name, kind, type, parameters, target.members());
        } else if (!(either(target, "batchParameters", "batchTarget") instanceof Value.Null)
                || TargetArn.ofTasks(target.members().get("arn"))
                || startsTasks(target)) {
            gathered.undecided(
                    name,
                    type,
                    "it starts tasks, or runs commands on instances, in a way that this version does not evaluate",
                    target.mark());
        } else if (InstanceDocuments.targetMayRunCommands(target)
                || !InstanceDocuments.runbooksOfTarget(target).isEmpty()) {
            documents(
                    new DocumentStarts.Start(type, name, target, place),
                    InstanceDocuments.runbooksOfTarget(target),
                    InstanceDocuments.targetMayRunCommands(target));
        } else if (TargetArn.mayStartAnything(target.members().get("arn"))) {
            unknownTarget(type, name, target);
        } else if (elsewhere.startedBy(target, input(target))) {
            elsewhere(type, name, target);
        } else {
            gathered.leftOut(type, "it starts no task of ECS");
        }
    }

    /** As an object, where it is the text of one. */
    private @Nullable Value input(Mapping target) throws GateException {
        Value input = target.members().get("input");
        return input == null
                ? null
                : new MachineDefinition(budget, new Value.Null(target.mark()))
                        .of(input)
                        .orElse(input);
    }

    private void unknownTarget(String type, String name, Value at) {
        gathered.undecided(
                name,
                type,
                "what its target is, and whether that starts tasks, is not known before deployment",
                type.startsWith(StartedElsewhere.TEMPLATES)
                        ? "give what its Arn depends on (--parameter NAME=VALUE), or waive this finding by its"
                                + " fingerprint"
                        : "refer to the resource itself instead of a local value, a variable or a data source, or apply"
                                + " the plan and evaluate the state (terraform show -json); else waive this finding by"
                                + " its fingerprint",
                at.mark());
    }

    private void elsewhere(String type, String name, Value at) {
        gathered.undecided(name, type, StartedElsewhere.REASON, StartedElsewhere.remedy(type), at.mark());
    }

    private void pipe(String type, String name, Mapping properties) throws GateException {
        Value given = block(properties, "targetParameters");
        if (given instanceof Value.Unresolved later) {
            gathered.undecided(name, type, "its target is not known: " + later.reason(), later.mark());
        } else if (given instanceof Mapping target && starts(target, "ecsTaskParameters")) {
            launch(name, "pipe", type, block(target, "ecsTaskParameters"), target.members());
        } else if (given instanceof Mapping target && starts(target, "batchJobParameters")) {
            gathered.undecided(name, type, "it starts a job of AWS Batch", target.mark());
        } else if (TargetArn.ofTasks(properties.members().get("target"))) {
            gathered.undecided(
                    name,
                    type,
                    "it starts tasks, and the file does not say with which parameters",
                    "write EcsTaskParameters or BatchJobParameters, or waive this finding by its fingerprint",
                    properties.mark());
        } else if (TargetArn.mayStartAnything(properties.members().get("target"))) {
            unknownTarget(type, name, properties);
        } else if (elsewhere.in(block(properties, "target")) || elsewhere.in(block(properties, "enrichment"))) {
            elsewhere(type, name, properties);
        } else {
            gathered.leftOut(type, "it starts no task of ECS");
        }
    }

    private static boolean starts(Mapping target, String parameters) {
        return !(block(target, parameters) instanceof Value.Null);
    }

    /** @param around what else its target says: what it hands to the tasks */
    void launch(String name, String kind, String type, Value parameters, Map<String, Value> around)
            throws GateException {
        if (!(parameters instanceof Mapping written)) {
            gathered.undecided(name, type, "what it starts is not known", parameters.mark());
            return;
        }
        Map<String, Value> launch = new LinkedHashMap<>(written.members());
        Value task = launch.remove("taskDefinitionArn");
        if (task != null) {
            launch.put("taskDefinition", task);
        }
        Value network = block(written, "networkConfiguration");
        if (network instanceof Mapping inner && !inner.members().containsKey("awsvpcConfiguration")) {
            launch.put("networkConfiguration", new Mapping(Map.of("awsvpcConfiguration", inner), inner.mark()));
        } else if (network instanceof Mapping inner) {
            launch.put(
                    "networkConfiguration",
                    new Mapping(Map.of("awsvpcConfiguration", block(inner, "awsvpcConfiguration")), inner.mark()));
        }
        List<Launch.Command> commands = new TaskOverrides(budget, gathered, type, name).read(launch, around);
        gathered.deployment(
                reader.launch(new Mapping(launch, written.mark()), name, kind).giving(commands));
    }

    boolean startsTasks(Value value) throws GateException {
        return TextParts.of(value, budget).stream()
                .anyMatch(part -> STARTS_TASKS.matcher(part).find());
    }

    private static Value either(Mapping target, String one, String other) {
        Value found = block(target, one);
        return found instanceof Value.Null ? block(target, other) : found;
    }

    /** A member; of a list of one block, as Terraform writes objects, the block. */
    private static Value block(Mapping mapping, String name) {
        Value value = mapping.members().getOrDefault(name, new Value.Null(mapping.mark()));
        if (value instanceof Sequence sequence) {
            return sequence.items().size() == 1 ? sequence.items().get(0) : new Value.Null(mapping.mark());
        }
        return value;
    }
}
