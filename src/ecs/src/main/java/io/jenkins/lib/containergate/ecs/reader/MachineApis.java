package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.document.YamlDocument;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Integrations of API Gateway with Step Functions: each must start a state machine that the file declares, whatever its callers
 * send.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html">Request
 *     behaviour for payloads without mapping templates</a>
 */
final class MachineApis {
    static final String REASON =
            "it starts a state machine that is not known to be one that the file declares, such as one that its callers"
                    + " choose";
    static final String REMEDY = "name a state machine of the file in every request template (stateMachineArn) and set"
            + " PassthroughBehavior NEVER, or waive this finding by its fingerprint";

    private static final Pattern URI =
            Pattern.compile("(?s)arn:[^:]*:apigateway:[^:]*:(?:[^:]*\\.)?states:(?:action|path)/(.*)");
    private static final Pattern STARTS = Pattern.compile("Start(?:Sync)?Execution");
    /** Calls that neither start nor define a state machine. */
    private static final Pattern HARMLESS =
            Pattern.compile("(?:Describe|List|Get|Stop|Send|Tag|Untag|Delete|Validate)[A-Za-z]{1,64}");

    /** Members that hold the definition of an API, in one text where Terraform writes it. */
    private static final Set<String> BODIES = Set.of("body", "definitionbody");

    private static final String SUBTYPE = "StepFunctions-";
    private static final Pattern MENTIONED = Pattern.compile("(?i)stateMachineArn");
    private static final Pattern MACHINE =
            Pattern.compile("(?i)stateMachineArn\\\\?[\"']?\\s*:\\s*\\\\?[\"']([^\"'\\\\\\s]*+)\\\\?[\"']");
    /** Of requests that no template is for. */
    private static final Set<String> REFUSING = Set.of("never", "when_no_templates");

    private final Budget budget;
    private final StartedElsewhere elsewhere;

    MachineApis(Budget budget, StartedElsewhere elsewhere) {
        this.budget = budget;
        this.elsewhere = elsewhere;
    }

    /** Whether an API, or an integration of one, may start a state machine that the file does not declare. */
    boolean startOthers(Value api) throws GateException {
        return startOthers(api, 0);
    }

    private boolean startOthers(Value value, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Sequence list) {
            for (Value item : list.items()) {
                if (startOthers(item, depth + 1)) {
                    return true;
                }
            }
        } else if (value instanceof Mapping mapping) {
            if (integration(mapping)) {
                return true;
            }
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                boolean starts = member.getValue() instanceof Text text
                        ? BODIES.contains(NamedMembers.plain(member.getKey())) && document(text, depth)
                        : startOthers(member.getValue(), depth + 1);
                if (starts) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The definition of an API in one text, as Terraform takes it. */
    private boolean document(Text text, int depth) throws GateException {
        try {
            Value read = text.value().stripLeading().startsWith("{")
                    ? new JsonDocument(budget).readEmbedded(text)
                    : new YamlDocument(budget).read(text.value());
            return startOthers(read, depth + 1);
        } catch (MalformedDocumentException e) {
            return true;
        }
    }

    private boolean integration(Mapping mapping) {
        Optional<Value> subtype = NamedMembers.of(mapping, "integrationsubtype")
                .or(() -> NamedMembers.of(mapping, "subtype")
                        .filter(each -> each instanceof Text || each instanceof Unresolved));
        if (subtype.isPresent() && bySubtype(subtype.get(), mapping)) {
            return true;
        }
        Optional<String> call = NamedMembers.of(mapping, "uri")
                .flatMap(KnownText::of)
                .map(uri -> URI.matcher(uri.shape()))
                .filter(Matcher::matches)
                .map(uri -> uri.group(1));
        return call.isPresent()
                && !HARMLESS.matcher(call.get()).matches()
                && !(STARTS.matcher(call.get()).matches() && templates(mapping));
    }

    private boolean bySubtype(Value subtype, Mapping integration) {
        if (!(subtype instanceof Text text)) {
            return true;
        }
        if (!text.value().startsWith(SUBTYPE)
                || HARMLESS.matcher(text.value().substring(SUBTYPE.length())).matches()) {
            return false;
        }
        return NamedMembers.of(integration, "requestparameters")
                .flatMap(parameters -> NamedMembers.of(parameters, "statemachinearn"))
                .filter(elsewhere::isDeclared)
                .isEmpty();
    }

    /** Whether every request to it starts a state machine that the file declares. */
    private boolean templates(Mapping integration) {
        boolean refuses = NamedMembers.of(integration, "passthroughbehavior")
                .filter(each -> each instanceof Text text
                        && REFUSING.contains(text.value().toLowerCase(Locale.ROOT)))
                .isPresent();
        boolean redirected = NamedMembers.of(integration, "requestparameters")
                .filter(each -> !(each instanceof Mapping headers)
                        || headers.members().keySet().stream()
                                .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains("x-amz-target")))
                .isPresent();
        return refuses
                && !redirected
                && NamedMembers.of(integration, "requesttemplates")
                        .filter(each -> each instanceof Mapping templates
                                && !templates.members().isEmpty()
                                && templates.members().entrySet().stream()
                                        .map(Map.Entry::getValue)
                                        .allMatch(this::startsDeclared))
                        .isPresent();
    }

    private boolean startsDeclared(Value template) {
        Optional<KnownText> text = KnownText.of(template);
        if (text.isEmpty()) {
            return false;
        }
        String shape = text.get().shape();
        long named = 0;
        Matcher machine = MACHINE.matcher(shape);
        while (machine.find()) {
            if (!elsewhere.isDeclared(text.get().part(machine.start(1), machine.end(1)))) {
                return false;
            }
            named++;
        }
        return named > 0
                && !RequestTemplate.takesOver(shape)
                && named == MENTIONED.matcher(shape).results().count();
    }
}
