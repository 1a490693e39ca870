package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Resources of other services that start a state machine, a pipeline or a response plan, or are an alias or a version of one. */
final class Starters {
    private static final String RULE = "AWS::IoT::TopicRule";
    private static final String ALIAS = "AWS::StepFunctions::StateMachineAlias";
    private static final String VERSION = "AWS::StepFunctions::StateMachineVersion";
    private static final String WEBHOOK = "AWS::CodePipeline::Webhook";
    private static final String SOURCE = "AWS::AppSync::DataSource";
    private static final String WORKFLOW = "AWS::ImageBuilder::Workflow";
    private static final Set<String> ALARMS = Set.of("AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm");

    private static final Set<String> AROUND_MACHINES =
            Set.of("topicrulepayload", "actions", "action", "erroraction", "stepfunctions");
    private static final Set<String> AROUND_VERSIONS = Set.of("routingconfiguration", "deploymentpreference");
    private static final Set<String> AROUND_SERVICES = Set.of("httpconfig", "authorizationconfig", "awsiamconfig");

    /** By the names that requests to them are signed with. */
    private static final Pattern STARTING =
            Pattern.compile("(?i)(?:" + CallsOfEcs.OF_APIS + "|states|events|cloudformation|iot|config|lightsail)");

    private static final String NO_TASK = "it starts no task of ECS";
    private static final List<String> ACTIONS = List.of("alarmactions", "okactions", "insufficientdataactions");
    private static final String OPEN_ACTION =
            "one of its actions is known only at deployment: a topic starts no task, and a response plan can";
    private static final String WAIVE =
            "check what it starts, and waive this finding by its fingerprint, which lets nothing else through";

    private final Budget budget;
    private final Gathered gathered;
    private final LaunchResources launches;

    Starters(Budget budget, Gathered gathered, LaunchResources launches) {
        this.budget = budget;
        this.gathered = gathered;
        this.launches = launches;
    }

    /** @param canonical as CloudFormation calls the type */
    static boolean reads(String canonical) {
        return ALARMS.contains(canonical)
                || Set.of(RULE, ALIAS, VERSION, WEBHOOK, SOURCE, WORKFLOW).contains(canonical);
    }

    /**
     * @param type as the file writes it
     * @param name its logical ID or address
     * @param properties however the names of members are spelled
     * @param place the account and region that it is in
     * @param configured attributes of a plan that have a reference of a managed resource
     */
    record Starter(String type, String name, Value properties, Place place, Set<String> configured) {
        Starter {
            configured = Set.copyOf(configured);
        }

        private String module() {
            return Addresses.module(name);
        }
    }

    /** @param canonical as CloudFormation calls the type */
    void read(String canonical, Starter starter) throws GateException {
        if (starter.properties() instanceof Value.Unresolved later) {
            undecided(starter, "its properties are not known: " + later.reason(), WAIVE);
            return;
        }
        switch (canonical) {
            case RULE ->
                named(starter, Startable.Kind.STATE_MACHINE, all(starter, "statemachinename", AROUND_MACHINES));
            case WEBHOOK -> named(starter, Startable.Kind.PIPELINE, all(starter, "targetpipeline", Set.of()));
            case ALIAS -> alias(starter);
            case VERSION -> version(starter);
            case SOURCE -> source(starter);
            case WORKFLOW -> workflow(starter);
            default -> {
                if (elsewhere().in(starter.properties())) {
                    undecided(starter, StartedElsewhere.REASON, StartedElsewhere.remedy(starter.type()));
                } else {
                    gathered.leftOut(starter.type(), hasOpenAction(starter) ? OPEN_ACTION : NO_TASK);
                }
            }
        }
    }

    /** Nearly all actions that are parameters are topics: to be told of them is enough. */
    private static boolean hasOpenAction(Starter starter) {
        return ACTIONS.stream()
                .flatMap(name -> all(starter, name, Set.of()).stream())
                .flatMap(actions -> actions instanceof Value.Sequence list ? list.items().stream() : Stream.of(actions))
                .anyMatch(action -> action instanceof Value.Unresolved later
                        && later.certainty() != Certainty.SET
                        && !later.shape().startsWith("arn:"));
    }

    private static List<Value> all(Starter starter, String name, Set<String> around) {
        return NamedMembers.all(starter.properties(), name, around);
    }

    private StartedElsewhere elsewhere() {
        return launches.elsewhere();
    }

    private void undecided(Starter starter, String reason, String remedy) {
        gathered.undecided(
                starter.name(),
                starter.type(),
                reason,
                remedy,
                starter.properties().mark());
    }

    private void named(Starter starter, Startable.Kind kind, List<Value> names) {
        boolean known =
                names.stream().allMatch(name -> elsewhere().declares(kind, name, starter.place(), starter.module()));
        if (!known) {
            undecided(starter, StartedElsewhere.REASON, StartedElsewhere.remedy(starter.type()));
        } else {
            gathered.leftOut(starter.type(), names.isEmpty() ? NO_TASK : "what it starts is evaluated");
        }
    }

    private void alias(Starter starter) {
        List<Value> versions = all(starter, "statemachineversionarn", AROUND_VERSIONS);
        boolean published = starter.configured().contains("routing_configuration.state_machine_version_arn");
        boolean known = !versions.isEmpty()
                && versions.stream()
                        .allMatch(version -> elsewhere().isDeclared(version) || published && ofResource(version));
        if (known) {
            gathered.leftOut(starter.type(), "the state machine that it is an alias of is evaluated");
        } else {
            undecided(
                    starter,
                    "it runs a version of a state machine whose definition is not in the file",
                    "route it to versions that the file declares alone, or check the version and waive this finding by"
                            + " its fingerprint");
        }
    }

    /** Whether it is known only after apply, and refers to a managed resource. */
    private static boolean ofResource(Value version) {
        return version instanceof Value.Unresolved later && later.certainty() == Certainty.SET;
    }

    /** Without the revision it is published once, and stays when the definition in the file changes. */
    private void version(Starter starter) {
        boolean current = NamedMembers.of(starter.properties(), "statemachinerevisionid")
                .filter(revision -> elsewhere().isRevision(revision))
                .isPresent();
        if (current) {
            gathered.leftOut(starter.type(), "the state machine that it is a version of is evaluated");
        } else {
            undecided(
                    starter,
                    "it may be a version of a state machine with another definition than that in the file",
                    "give it the revision that the file declares (StateMachineRevisionId: !GetAtt"
                            + " MACHINE.StateMachineRevisionId), or check the version and waive this finding by its"
                            + " fingerprint");
        }
    }

    private void source(Starter starter) {
        boolean starts = all(starter, "signingservicename", AROUND_SERVICES).stream()
                .anyMatch(service -> !(service instanceof Text text)
                        || STARTING.matcher(text.value().strip()).matches());
        if (starts) {
            undecided(
                    starter,
                    "it calls a service that starts tasks, or what does, for those who can call the API, and this"
                            + " version does not evaluate what they can start",
                    WAIVE);
        } else {
            gathered.leftOut(starter.type(), "it calls no service that starts tasks");
        }
    }

    private void workflow(Starter starter) throws GateException {
        boolean starts = TextParts.of(starter.properties(), budget).stream()
                .anyMatch(part -> part.toLowerCase(Locale.ROOT).contains("executestatemachine"));
        boolean hidden = NamedMembers.of(starter.properties(), "data")
                .filter(Text.class::isInstance)
                .isEmpty();
        if (starts || hidden) {
            undecided(
                    starter,
                    hidden
                            ? "what it does, and whether it starts a state machine, is not in the file"
                            : "it starts a state machine, and this version does not evaluate which",
                    WAIVE);
        } else {
            gathered.leftOut(starter.type(), NO_TASK);
        }
    }
}
