package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a file declares that something can start. */
final class Startables {
    private static final Map<String, Startable.Kind> KINDS = Map.of(
            "AWS::StepFunctions::StateMachine", Startable.Kind.STATE_MACHINE,
            "AWS::Serverless::StateMachine", Startable.Kind.STATE_MACHINE,
            "AWS::StepFunctions::StateMachineAlias", Startable.Kind.ALIAS,
            "AWS::StepFunctions::StateMachineVersion", Startable.Kind.VERSION,
            "AWS::CodePipeline::Pipeline", Startable.Kind.PIPELINE,
            "AWS::SSMIncidents::ResponsePlan", Startable.Kind.RESPONSE_PLAN,
            "AWS::SSM::Document", Startable.Kind.DOCUMENT);

    private static final List<String> NAMES = List.of("StateMachineName", "Name", "name", "state_machine_name");
    private static final List<String> ARNS = List.of("arn", "state_machine_version_arn");

    private Startables() {}

    static List<Startable> of(Template template) throws GateException {
        Place place = place(template);
        List<Startable> found = new ArrayList<>();
        for (Template.Declaration each : template.declarations()) {
            Startable.Kind kind = KINDS.get(each.type());
            Value properties = template.resource(each).properties();
            if (kind != null && says(kind, properties)) {
                found.add(new Startable(kind, each.name(), name(properties), List.of(), place));
            }
        }
        return found;
    }

    /** Where everything of a template is. */
    static Place place(Template template) {
        return new Place(Place.ONE.provider(), template.account(), template.region());
    }

    /** @param canonical what CloudFormation calls a type of Terraform */
    static List<Startable> of(TerraformPlan plan, UnaryOperator<String> canonical) {
        List<Startable> found = new ArrayList<>();
        for (TerraformResource each : plan.all()) {
            Startable.Kind kind = KINDS.get(canonical.apply(each.type()));
            if (kind != null && says(kind, each.values())) {
                found.add(new Startable(
                        kind,
                        Addresses.withoutIndices(each.address()),
                        name(each.values()),
                        Startable.known(members(each.values(), ARNS).toArray(Value[]::new)),
                        each.where()));
            }
        }
        return found;
    }

    /** Whether a document is evaluated where it is declared: what is not known of it is not evaluated anywhere. */
    private static boolean says(Startable.Kind kind, Value properties) {
        return kind != Startable.Kind.DOCUMENT
                || NamedMembers.of(properties, "content")
                        .filter(Startables::says)
                        .filter(content -> NamedMembers.of(content, "mainsteps")
                                .filter(steps -> !says(steps))
                                .isEmpty())
                        .isPresent();
    }

    private static boolean says(Value value) {
        return !(value instanceof Value.Unresolved later)
                || !later.shape().replace(Value.Unresolved.GAP, ' ').isBlank();
    }

    private static Optional<KnownText> name(Value properties) {
        return members(properties, NAMES)
                .flatMap(name -> KnownText.of(name).stream())
                .findFirst();
    }

    private static Stream<Value> members(Value properties, List<String> names) {
        return properties instanceof Mapping mapping
                ? names.stream().map(mapping.members()::get).filter(Objects::nonNull)
                : Stream.of();
    }
}
