package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.MissingValue;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Pipelines of CodePipeline and deployment groups of CodeDeploy: what they deploy is in other files. */
final class DeliveryResources {
    /** As CloudFormation and Terraform call them, in lower case. */
    private static final Set<String> SERVICES_OF_GROUPS = Set.of("ecsservices", "ecsservice");

    /** From a pipeline to the providers of its actions, as CloudFormation and Terraform call the members. */
    private static final Set<String> AROUND_PROVIDERS =
            Set.of("stages", "stage", "actions", "action", "actionTypeId", "provider");

    private final Budget budget;
    private final Gathered gathered;
    private final StartedElsewhere elsewhere;

    DeliveryResources(Budget budget, Gathered gathered, StartedElsewhere elsewhere) {
        this.budget = budget;
        this.gathered = gathered;
        this.elsewhere = elsewhere;
    }

    /** @param place the account and region that it is in */
    void pipeline(String type, String name, Mapping properties, Place place) throws GateException {
        PipelineActions actions = new PipelineActions(elsewhere, name, place);
        Optional<Unresolved> unknownCommand = actions.unknownCommand(properties);
        boolean deploys = TextParts.of(properties, budget).stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .anyMatch(part -> part.matches("provider=.*ecs.*"));
        if (deploys) {
            gathered.undecided(name, type, "it deploys to ECS what another file says", properties.mark());
        } else if (unknownProvider(properties)) {
            gathered.undecided(
                    name,
                    type,
                    "what one of its actions does, and whether it deploys to ECS, is not known before deployment",
                    "give what it depends on (--parameter NAME=VALUE), or waive this finding by its fingerprint",
                    properties.mark());
        } else if (actions.runCommandsThatStartTasks(properties)) {
            gathered.undecided(
                    name,
                    type,
                    "the commands of one of its actions start or change tasks, which this version does not evaluate",
                    properties.mark());
        } else if (unknownCommand.isPresent()) {
            gathered.undecided(
                    name,
                    type,
                    "a command of one of its actions is not in the file, so it may start tasks",
                    type.startsWith(StartedElsewhere.TEMPLATES)
                            ? MissingValue.remedy(unknownCommand.get().why(), "waive this finding by its fingerprint")
                            : "write the command without references, or waive this finding by its fingerprint",
                    properties.mark());
        } else if (actions.startOthers(properties)) {
            gathered.undecided(name, type, StartedElsewhere.REASON, StartedElsewhere.remedy(type), properties.mark());
        } else if (actions.deployTemplates(properties)) {
            gathered.undecided(
                    name,
                    type,
                    "it deploys a template that is not read",
                    "evaluate the template that it deploys, and waive this finding by its fingerprint",
                    properties.mark());
        } else {
            gathered.leftOut(type, "it does not deploy to ECS by itself");
        }
    }

    /** Whether the provider of an action, or what holds it, is known only at deployment. */
    private static boolean unknownProvider(Value value) {
        if (value instanceof Sequence sequence) {
            return sequence.items().stream().anyMatch(DeliveryResources::unknownProvider);
        }
        return value instanceof Value.Unresolved
                || value instanceof Mapping mapping
                        && mapping.members().entrySet().stream()
                                .anyMatch(member -> AROUND_PROVIDERS.contains(member.getKey())
                                        && unknownProvider(member.getValue()));
    }

    /** Of a group, however a file calls it, the services of ECS that it deploys to. */
    void deploymentGroup(String type, String name, Mapping properties) {
        boolean ofEcs = properties.members().entrySet().stream()
                .anyMatch(member -> SERVICES_OF_GROUPS.contains(member.getKey().toLowerCase(Locale.ROOT))
                        && !(member.getValue() instanceof Value.Null)
                        && !(member.getValue() instanceof Sequence listed
                                && listed.items().isEmpty()));
        if (ofEcs) {
            gathered.undecided(
                    name,
                    type,
                    "it deploys to a service of ECS the task definition, network and traffic that an AppSpec names,"
                            + " and no AppSpec is in the file",
                    "evaluate what the AppSpec deploys by its name, with the service (gate taskdef FAMILY:REVISION"
                            + " --cluster NAME --service NAME); a waiver for this fingerprint lets the group through",
                    properties.mark());
        } else {
            gathered.leftOut(type, "it deploys to no service of ECS");
        }
    }
}
