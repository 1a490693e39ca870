package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.TextParts;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * The steps of a document of Systems Manager, as far as the document says them: other runbooks that it runs, and calls of AWS of which
 * the service, the call or the script is a parameter.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html">Automation actions</a>
 */
final class RunbookSteps {
    private static final Set<String> STEPS = Set.of("mainsteps", "steps");
    private static final String RUNBOOK = "aws:executeAutomation";
    /** The last two are for calls that read, and take any. */
    private static final Pattern CALL = Pattern.compile("aws:(?:executeAwsApi|(?:waitFor|assert)AwsResourceProperty)");

    private static final String SCRIPT = "aws:executeScript";
    private static final Pattern ANY =
            Pattern.compile("aws:(?:execute(?:Automation|AwsApi|Script)|(?:waitFor|assert)AwsResourceProperty)\\b");

    /** A parameter, a variable or an output of a step before. */
    private static final Pattern FILLED_IN = Pattern.compile("\\{\\{.*}}", Pattern.DOTALL);

    private final Budget budget;
    private final BiPredicate<Mapping, Value> evaluated;

    /** @param evaluated whether the runbook that a step with these inputs runs is evaluated, or one of AWS that starts nothing */
    RunbookSteps(Budget budget, BiPredicate<Mapping, Value> evaluated) {
        this.budget = budget;
        this.evaluated = evaluated;
    }

    /**
     * Whether a step may start what the document does not name, or another runbook that is not evaluated. Where nothing is known of
     * the steps, whatever starts the document is undecided.
     */
    boolean mayStartOthers(Value content) throws GateException {
        Optional<Value> read = new MachineDefinition(budget, new Value.Null(content.mark())).ofJsonOrYaml(content);
        return read.isPresent() ? within(read.get(), false, 0) : named(TextParts.of(content, budget));
    }

    private static boolean named(List<String> texts) {
        return texts.stream().anyMatch(text -> ANY.matcher(text).find());
    }

    /** @param steps whether steps are there, and not what one of them is given */
    private boolean within(Value value, boolean steps, int depth) throws GateException {
        budget.value(depth);
        if (value instanceof Sequence list) {
            for (Value item : list.items()) {
                if (steps && InlineCode.hidden(item).isPresent() || within(item, steps, depth + 1)) {
                    return true;
                }
            }
        } else if (value instanceof Mapping mapping) {
            if (step(mapping)) {
                return true;
            }
            for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
                boolean inside = STEPS.contains(NamedMembers.plain(member.getKey()));
                if (within(member.getValue(), inside, depth + 1)) {
                    return true;
                }
            }
        }
        return steps && value instanceof Unresolved later && named(later.parts());
    }

    private boolean step(Mapping step) throws GateException {
        Optional<Value> action = NamedMembers.of(step, "action");
        Optional<Value> inputs = NamedMembers.of(step, "inputs");
        if (action.isEmpty() || inputs.isEmpty()) {
            return action.filter(each -> runs(each, ANY)).isPresent();
        }
        return runs(action.get(), RUNBOOK) && runbook(inputs.get())
                || runs(action.get(), CALL) && call(inputs.get())
                || runs(action.get(), SCRIPT) && script(inputs.get());
    }

    private static boolean runs(Value action, String name) {
        return runs(action, Pattern.compile(Pattern.quote(name)));
    }

    /** An action that is not known may be any. */
    private static boolean runs(Value action, Pattern names) {
        return !(action instanceof Text text)
                || names.matcher(text.value().strip()).matches();
    }

    private boolean runbook(Value inputs) {
        return !(inputs instanceof Mapping written)
                || NamedMembers.of(written, "documentname")
                        .filter(name -> evaluated.test(written, name))
                        .isEmpty();
    }

    private boolean call(Value inputs) {
        Optional<String> service = NamedMembers.of(inputs, "service").flatMap(RunbookSteps::known);
        Optional<String> call = NamedMembers.of(inputs, "api").flatMap(RunbookSteps::known);
        return service.isEmpty()
                        && call.filter(each -> !InlineCode.mayStart(each)).isEmpty()
                || call.isEmpty()
                        && service.filter(each -> !InlineCode.starts(each)).isEmpty();
    }

    /** What is in an attachment is not in the file. */
    private boolean script(Value inputs) throws GateException {
        Optional<Value> script = NamedMembers.of(inputs, "script");
        return !(inputs instanceof Mapping)
                || script.filter(each -> InlineCode.hidden(each).isPresent()
                                || each instanceof Text text
                                        && FILLED_IN
                                                .matcher(text.value().strip())
                                                .matches())
                        .isPresent();
    }

    private static Optional<String> known(Value value) {
        return value instanceof Text text && !text.value().contains("{{")
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
