package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Actions of a pipeline that start something else.
 *
 * @see <a href="https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html">Action structure reference</a>
 */
final class PipelineActions {
    /** Their templates are artifacts of the pipeline. */
    private static final Set<String> DEPLOYING = Set.of(
            "CloudFormation",
            "CloudFormationStackSet",
            "CloudFormationStackInstances",
            "ServiceCatalog",
            "ElasticBeanstalk");

    /** What the rules of a stage with their commands are in. */
    private static final Set<String> CONDITIONS =
            Set.of("beforeentry", "onsuccess", "onfailure", "conditions", "rules");

    private static final String TYPE = "actiontypeid";

    private final StartedElsewhere elsewhere;
    private final String name;
    private final Place place;

    /**
     * @param name its logical ID or address
     * @param place the account and region of the pipeline
     */
    PipelineActions(StartedElsewhere elsewhere, String name, Place place) {
        this.elsewhere = elsewhere;
        this.name = name;
        this.place = place;
    }

    /** Whether one deploys a template. */
    boolean deployTemplates(Value pipeline) {
        return any(
                pipeline,
                action -> DEPLOYING.contains(provider(action))
                        && NamedMembers.of(action, "configuration")
                                .flatMap(each -> NamedMembers.of(each, "actionmode"))
                                .filter(each -> each instanceof Text mode
                                        && mode.value().equals("DELETE_ONLY"))
                                .isEmpty());
    }

    /** Whether one starts a state machine or a pipeline that is not known to be one that the file declares. */
    boolean startOthers(Value pipeline) {
        return any(pipeline, action -> switch (provider(action)) {
            case "StepFunctions" ->
                NamedMembers.of(action, "configuration")
                        .flatMap(each -> NamedMembers.of(each, "statemachinearn"))
                        .filter(elsewhere::isDeclared)
                        .isEmpty();
            case "CodePipeline" ->
                NamedMembers.of(action, "configuration")
                        .flatMap(each -> NamedMembers.of(each, "pipelinename"))
                        .filter(each ->
                                elsewhere.declares(Startable.Kind.PIPELINE, each, place, Addresses.module(name)))
                        .isEmpty();
            default -> false;
        });
    }

    /** Whether an action or a rule of a stage runs commands of its own, and they start tasks or what does. */
    boolean runCommandsThatStartTasks(Value pipeline) {
        return commands(pipeline).anyMatch(commands -> InlineCode.startsTasks(List.of(script(commands))));
    }

    /** A command that is not in the file. */
    Optional<Unresolved> unknownCommand(Value pipeline) {
        return commands(pipeline)
                .flatMap(PipelineActions::lines)
                .flatMap(line -> InlineCode.hidden(line).stream())
                .findFirst();
    }

    private static Stream<Value> commands(Value pipeline) {
        return NamedMembers.all(pipeline, "commands", CONDITIONS).stream();
    }

    private static Stream<Value> lines(Value commands) {
        return commands instanceof Sequence list ? list.items().stream() : Stream.of(commands);
    }

    /** One shell runs the lines one after another; of one that a condition chooses, each text is a line. */
    private static String script(Value commands) {
        return lines(commands)
                .flatMap(line ->
                        line instanceof Unresolved later && later.shape().isEmpty()
                                ? later.parts().stream()
                                : KnownText.of(line).map(KnownText::shape).stream())
                .collect(Collectors.joining("\n"));
    }

    private static boolean any(Value value, Predicate<Mapping> wanted) {
        if (value instanceof Sequence list) {
            return list.items().stream().anyMatch(item -> any(item, wanted));
        }
        return value instanceof Mapping mapping
                && (wanted.test(mapping)
                        || mapping.members().entrySet().stream()
                                .filter(member ->
                                        !NamedMembers.plain(member.getKey()).equals(TYPE))
                                .anyMatch(member -> any(member.getValue(), wanted)));
    }

    /** Of an action; in Terraform it is a member of its own. */
    private static String provider(Mapping action) {
        return NamedMembers.of(action, TYPE)
                                .flatMap(type -> NamedMembers.of(type, "provider"))
                                .or(() -> NamedMembers.of(action, "provider"))
                                .orElse(action)
                        instanceof Text text
                ? text.value().strip()
                : "";
    }
}
