package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.terraform.Addresses;
import io.jenkins.lib.containergate.ecs.terraform.TerraformProviders.Place;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * State machines, pipelines and response plans that something in a file starts and that are not known to be those that the file
 * declares. Those that it declares are evaluated where they are declared.
 */
final class StartedElsewhere {
    static final String REASON =
            "it starts a state machine, a pipeline or a response plan that is not known to be one that the file"
                    + " declares, so what that starts is not evaluated";
    private static final String REMEDY =
            "refer to one that the file declares instead of writing its ARN, or give the account and the region"
                    + " (%s); else evaluate the file that declares it, and waive this finding by its fingerprint";
    private static final String OF_TEMPLATES = "--parameter AWS::AccountId=ID --parameter AWS::Region=NAME";
    private static final String OF_PLANS = "a region and allowed_account_ids of the provider, or the data sources"
            + " aws_region and aws_caller_identity";

    /** How CloudFormation begins the names of its types. */
    static final String TEMPLATES = "AWS::";

    /** Calls by schedules and state machines that name in their input what they start. */
    private static final Pattern CALL = Pattern.compile(
            "(?is).*:(?:aws-sdk:(?:sfn|states)|states:::states):(?:start(?:Sync)?Execution|redriveExecution).*");

    /** What only the ARN of something that can be started has, around what is filled in. */
    private static final Pattern PART =
            Pattern.compile(":(?:states|codepipeline|ssm-incidents):|:stateMachine:|:response-plan/");

    private static final String MACHINE = "statemachinearn";

    private final List<Startable> declared;

    StartedElsewhere(List<Startable> declared) {
        this.declared = List.copyOf(declared);
    }

    /** @param type as the file writes it */
    static String remedy(String type) {
        return REMEDY.formatted(type.startsWith(TEMPLATES) ? OF_TEMPLATES : OF_PLANS);
    }

    /** Of no file. */
    static StartedElsewhere fromNothing() {
        return new StartedElsewhere(List.of());
    }

    /**
     * @param target of an event rule or schedule, in the shape of the API
     * @param input what it hands on, as an object where it is one
     */
    boolean startedBy(Mapping target, @Nullable Value input) {
        Value arn = target.members().get("arn");
        return in(target) || arn != null && calls(arn) && !(input != null && declares(input));
    }

    /**
     * @param call the resource of a state
     * @param given what it hands on
     */
    boolean startedBy(Value call, List<Value> given) {
        return calls(call) && (given.isEmpty() || !given.stream().allMatch(this::declares));
    }

    private static boolean calls(Value call) {
        return KnownText.of(call)
                .filter(text -> CALL.matcher(text.shape()).matches())
                .isPresent();
    }

    /** Whether the input of a call names a state machine that the file declares. */
    private boolean declares(Value input) {
        if (input instanceof Mapping mapping) {
            List<Value> named = mapping.members().entrySet().stream()
                    .filter(member -> member.getKey().toLowerCase(Locale.ROOT).startsWith(MACHINE))
                    .map(Map.Entry::getValue)
                    .toList();
            return named.size() == 1 && isDeclared(named.get(0));
        }
        return false;
    }

    /** Whether a value is known to be what the file declares, and nothing else. */
    boolean isDeclared(Value value) {
        if (value instanceof Unresolved later && later.shape().isEmpty()) {
            List<String> names = later.names().toList();
            return !names.isEmpty() && names.stream().allMatch(this::isDeclared);
        }
        return KnownText.of(value).filter(this::isDeclared).isPresent();
    }

    private boolean isDeclared(String textOrOrigin) {
        String origin = Addresses.withoutIndices(textOrOrigin);
        return declared.stream().anyMatch(each -> each.referredTo(origin))
                || isDeclared(new KnownText(textOrOrigin, List.of()));
    }

    /** Of a part of a text. */
    boolean isDeclared(KnownText text) {
        return StartedArn.of(text).filter(this::isDeclared).isPresent()
                || declared.stream().anyMatch(each -> each.isArn(text))
                || qualified(text).filter(this::isAlias).isPresent();
    }

    private boolean isDeclared(StartedArn arn) {
        return declared.stream()
                        .anyMatch(each -> each.arns().contains(arn.text().shape()))
                || declared.stream().anyMatch(each -> each.is(arn))
                        && arn.qualifier().map(this::isAlias).orElse(true);
    }

    private boolean isAlias(KnownText qualifier) {
        return declared.stream().anyMatch(each -> each.kind() == Startable.Kind.ALIAS && each.called(qualifier));
    }

    /** What is behind a reference to a state machine that the file declares: an alias or a version of it. */
    private Optional<KnownText> qualified(KnownText text) {
        if (text.shape().length() < 2
                || text.shape().charAt(0) != Unresolved.GAP
                || text.shape().charAt(1) != ':'
                || text.gaps().isEmpty()) {
            return Optional.empty();
        }
        boolean machine = declared.stream()
                .anyMatch(each -> each.kind() == Startable.Kind.STATE_MACHINE
                        && each.referredTo(text.gaps().get(0)));
        return machine ? Optional.of(text.part(2, text.shape().length())) : Optional.empty();
    }

    /** Whether a value is the revision that a state machine of the file has once it is deployed. */
    boolean isRevision(Value value) {
        return value instanceof Unresolved later
                && declared.stream()
                        .anyMatch(each -> each.kind() == Startable.Kind.STATE_MACHINE
                                && NamedMembers.plain(later.origin())
                                        .equals(NamedMembers.plain(
                                                Addresses.local(each.reference()) + ".StateMachineRevisionId")));
    }

    /** Whether something is named in a value that is not known to be what the file declares. */
    boolean in(Value value) {
        if (value instanceof Mapping mapping) {
            return mapping.members().values().stream().anyMatch(this::in);
        }
        if (value instanceof Sequence list) {
            return list.items().stream().anyMatch(this::in);
        }
        if (value instanceof Unresolved later) {
            List<String> shown = TextParts.ofShape(later.shape());
            boolean hidden = later.parts().stream()
                    .filter(part -> shown.stream().noneMatch(each -> each.contains(part)))
                    .anyMatch(this::mayName);
            if (hidden) {
                return true;
            }
        }
        return KnownText.of(value).filter(this::names).isPresent();
    }

    /** What a condition chooses, or fills in: of one that fills in a part of it, only the texts around that are known. */
    private boolean mayName(String part) {
        KnownText text = new KnownText(part, List.of());
        return named(text).isEmpty() ? PART.matcher(part).find() : names(text);
    }

    /** Without documents, which are read where they are started. */
    private static List<StartedArn> named(KnownText text) {
        return StartedArn.in(text).stream()
                .filter(arn -> arn.kind() != Startable.Kind.DOCUMENT)
                .toList();
    }

    private boolean names(KnownText text) {
        return !named(text).stream().allMatch(this::isDeclared)
                || qualified(text).filter(each -> !isAlias(each)).isPresent();
    }

    /**
     * Whether a name is that of something of this kind that the file declares, in the account and region of what starts it.
     *
     * @param in the module of what starts it, of which references are relative to that
     */
    boolean declares(Startable.Kind kind, Value name, Place from, String in) {
        return KnownText.of(name)
                .filter(text -> declared.stream()
                        .anyMatch(each -> each.kind() == kind
                                && each.place().same(from).orElse(false)
                                && (each.called(text) || text.refersTo(relative(each, in) + ".name"))))
                .isPresent();
    }

    private static String relative(Startable declared, String in) {
        String module = Addresses.withoutIndices(in);
        return declared.reference().startsWith(module) ? declared.reference().substring(module.length()) : "";
    }
}
