package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Network.DeclaredGroup;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads resources of other services that start tasks: event rules, schedules and pipes, with their network and with what they hand to
 * the tasks. Their other targets are not followed.
 */
final class LaunchResources {
    private static final String OTHER_TARGET = "its target is another service";

    private final Budget budget;
    private final Gathered gathered;
    private final DeploymentReader reader;

    LaunchResources(Budget budget, Gathered gathered, Map<String, DeclaredGroup> groups) {
        this.budget = budget;
        this.gathered = gathered;
        this.reader = new DeploymentReader(budget, groups);
    }

    /**
     * @param canonical as CloudFormation calls the type
     * @param type as the file does
     * @param properties in the shape of the API
     */
    void read(String canonical, String type, String name, Mapping properties) throws GateException {
        switch (canonical) {
            case "AWS::Events::Rule" -> rule(type, name, properties);
            case "AWS::Scheduler::Schedule" -> target(type, name, "schedule", block(properties, "target"));
            case "AWS::Pipes::Pipe" -> pipe(type, name, properties);
            default -> gathered.undecided(name, type, "this version does not read what it starts", properties.mark());
        }
    }

    private void rule(String type, String name, Mapping properties) throws GateException {
        if (properties.members().get("targets") instanceof Sequence targets) {
            for (int i = 0; i < targets.items().size(); i++) {
                target(
                        type,
                        targets.items().size() == 1 ? name : name + "/" + i,
                        "event rule",
                        targets.items().get(i));
            }
        } else if (properties.members().containsKey("targets")) {
            gathered.undecided(name, type, "its targets are not known", properties.mark());
        } else {
            target(type, name, "event rule", properties);
        }
    }

    private void target(String type, String name, String kind, Value written) throws GateException {
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
                || TargetArn.startsTasks(target.members().get("arn"))) {
            gathered.undecided(
                    name, type, "it starts tasks in a way that this version does not evaluate", target.mark());
        } else {
            gathered.couldStart(name, type, OTHER_TARGET, target.mark());
        }
    }

    private void pipe(String type, String name, Mapping properties) throws GateException {
        Value given = block(properties, "targetParameters");
        if (given instanceof Value.Unresolved later) {
            gathered.undecided(name, type, "its target is not known: " + later.reason(), later.mark());
        } else if (given instanceof Mapping target && starts(target, "ecsTaskParameters")) {
            launch(name, "pipe", type, block(target, "ecsTaskParameters"), target.members());
        } else if (given instanceof Mapping target && starts(target, "batchJobParameters")) {
            gathered.undecided(name, type, "it starts a job of AWS Batch", target.mark());
        } else if (TargetArn.startsTasks(properties.members().get("target"))) {
            gathered.undecided(
                    name,
                    type,
                    "it starts tasks, and the file does not say with which parameters",
                    "write EcsTaskParameters or BatchJobParameters, or waive this finding by its fingerprint",
                    properties.mark());
        } else {
            gathered.couldStart(name, type, OTHER_TARGET, properties.mark());
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
