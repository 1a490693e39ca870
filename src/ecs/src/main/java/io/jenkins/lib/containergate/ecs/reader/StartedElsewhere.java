package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * State machines, pipelines and response plans that something in a file starts and that the file does not declare. Those that it
 * declares are evaluated where they are declared.
 */
final class StartedElsewhere {
    static final String REASON =
            "it starts a state machine, a pipeline or a response plan that the file does not declare, so what that"
                    + " starts is not evaluated";
    static final String REMEDY = "evaluate the file that declares it, and waive this finding by its fingerprint";

    private static final Set<String> TYPES = Set.of(
            "AWS::StepFunctions::StateMachine",
            "AWS::Serverless::StateMachine",
            "AWS::CodePipeline::Pipeline",
            "AWS::SSMIncidents::ResponsePlan");

    private static final List<String> NAMES = List.of("StateMachineName", "Name", "name", "arn");

    private static final Pattern ARN = Pattern.compile("arn:[^:\"\\s]*:(?:states:[^:\"]*:[^:\"]*:stateMachine:"
            + "|codepipeline:[^:\"]*:[^:\"]*:|ssm-incidents:[^:\"]*:[^:\"]*:response-plan/)([^:/\"\\s,}]+)");
    /** Calls by schedules and state machines that name in their input what they start. */
    private static final Pattern CALL = Pattern.compile(
            "(?is).*:(?:aws-sdk:(?:sfn|states)|states:::states):(?:start(?:Sync)?Execution|redriveExecution).*");

    private final Set<String> declared;

    private StartedElsewhere(Set<String> declared) {
        this.declared = declared;
    }

    /** Of no file. */
    static StartedElsewhere fromNothing() {
        return new StartedElsewhere(Set.of());
    }

    static StartedElsewhere of(Template template) throws GateException {
        Set<String> declared = new HashSet<>();
        for (Template.Declaration each : template.declarations()) {
            if (TYPES.contains(each.type())) {
                declared.add(each.name());
                names(template.resource(each).properties(), declared);
            }
        }
        return new StartedElsewhere(declared);
    }

    /** @param canonical what CloudFormation calls a type of Terraform */
    static StartedElsewhere of(TerraformPlan plan, UnaryOperator<String> canonical) {
        Set<String> declared = new HashSet<>();
        for (TerraformResource each : plan.all()) {
            if (TYPES.contains(canonical.apply(each.type()))) {
                declared.add(Addresses.withoutIndices(each.address()));
                names(each.values(), declared);
            }
        }
        return new StartedElsewhere(declared);
    }

    private static void names(Value properties, Set<String> declared) {
        if (properties instanceof Mapping mapping) {
            for (String name : NAMES) {
                if (mapping.members().get(name) instanceof Text text) {
                    Matcher arn = ARN.matcher(text.value());
                    declared.add(arn.matches() ? arn.group(1) : text.value());
                }
            }
        }
    }

    /** @param target of an event rule or schedule, in the shape of the API */
    boolean startedBy(Mapping target) {
        Value arn = target.members().get("arn");
        return named(target, false) || arn != null && calls(arn) && !named(target, true);
    }

    /**
     * @param call the resource of a state
     * @param given what it hands on
     */
    boolean startedBy(Value call, List<Value> given) {
        return calls(call) && given.stream().noneMatch(each -> named(each, true));
    }

    private static boolean calls(Value call) {
        return call instanceof Text text && CALL.matcher(text.value()).matches()
                || call instanceof Unresolved later
                        && CALL.matcher(later.shape()).matches();
    }

    /** Whether something is named in a value that the file does not declare. */
    boolean in(Value value) {
        return named(value, false);
    }

    /** @param here whether to look for what the file declares, or for what it does not */
    private boolean named(Value value, boolean here) {
        if (value instanceof Mapping mapping) {
            return mapping.members().values().stream().anyMatch(inner -> named(inner, here));
        }
        if (value instanceof Sequence list) {
            return list.items().stream().anyMatch(item -> named(item, here));
        }
        if (value instanceof Text text) {
            return ARN.matcher(text.value()).results().anyMatch(arn -> declared.contains(arn.group(1)) == here);
        }
        if (!(value instanceof Unresolved later)) {
            return false;
        }
        Predicate<String> ours = this::refersToDeclared;
        if (here && (later.names().anyMatch(ours) || later.gaps().stream().anyMatch(ours))) {
            return true;
        }
        return ARN.matcher(later.shape()).results().anyMatch(arn -> named(later, arn.start(1), arn.group(1)) == here);
    }

    /** @param name in the shape of a text, with gaps */
    private boolean named(Unresolved later, int start, String name) {
        if (name.indexOf(Unresolved.GAP) < 0) {
            return declared.contains(name);
        }
        int first = (int) later.shape()
                .substring(0, start)
                .chars()
                .filter(each -> each == Unresolved.GAP)
                .count();
        int last = first
                + (int) name.chars().filter(each -> each == Unresolved.GAP).count();
        return later.gaps().size() >= last
                && later.gaps().subList(first, last).stream().anyMatch(this::refersToDeclared);
    }

    /** @param origin {@code Machine}, {@code Machine.Arn}, or an address in Terraform and an attribute */
    private boolean refersToDeclared(String origin) {
        String name = Addresses.withoutIndices(origin);
        while (!name.isEmpty()) {
            if (declared.contains(name)) {
                return true;
            }
            name = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        }
        return false;
    }
}
