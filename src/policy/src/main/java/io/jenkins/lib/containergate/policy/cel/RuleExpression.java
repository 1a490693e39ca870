package io.jenkins.lib.containergate.policy.cel;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.RuleTypes.Absent;
import io.jenkins.lib.containergate.policy.cel.RuleVariables.Variable;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.projectnessie.cel.Ast;
import org.projectnessie.cel.Env;
import org.projectnessie.cel.Env.AstIssuesTuple;
import org.projectnessie.cel.EnvOption;
import org.projectnessie.cel.Library;
import org.projectnessie.cel.ProgramOption;
import org.projectnessie.cel.common.types.BoolT;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IntT;
import org.projectnessie.cel.common.types.ListT;
import org.projectnessie.cel.common.types.StringT;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Lister;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Type;

/**
 * One expression of a rule, compiled for a gate.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/v0.24.0/doc/langdef.md">CEL language definition</a>
 */
public final class RuleExpression {
    public static final int LONGEST = 4_000;

    private static final int LONGEST_MESSAGE = 300;
    private static final int LONGEST_TEXT = 1_000;
    /** What the library says about a value may hold the value; these of its phrases are said as they are. */
    private static final List<String> PHRASES = List.of(
            RuleTypes.DEPLOYMENT,
            "no such key",
            "no such overload",
            "no such attribute",
            "divide by zero",
            "modulus by zero",
            "index out of bounds",
            "type conversion",
            "overflow",
            "range",
            StepCounter.NO_PATTERN);

    private final Env env;
    private final Ast ast;
    private final String text;
    private final GateName gate;

    private RuleExpression(Env env, Ast ast, String text, GateName gate) {
        this.env = env;
        this.ast = ast;
        this.text = text;
        this.gate = gate;
    }

    /**
     * A mistake in an expression.
     *
     * @param line from 1, within the expression
     * @param column from 1
     */
    public record Problem(int line, int column, String text) {
        @Override
        public String toString() {
            return "line " + line + ", column " + column + " of the expression: "
                    + SafeText.oneLine(text, LONGEST_MESSAGE);
        }
    }

    /**
     * The answer to "is this an expression?".
     *
     * @param expression present exactly when there is no problem
     */
    public record Compilation(Optional<RuleExpression> expression, List<Problem> problems) {
        public Compilation {
            problems = List.copyOf(problems);
        }
    }

    /** What an expression came to. */
    public sealed interface Result {
        /** @param texts one for each finding; one that is empty for an expression that is {@code true} */
        record Found(List<String> texts) implements Result {
            public Found {
                texts = List.copyOf(texts);
            }
        }

        /** It could not be evaluated. */
        record Undecided(String problem, String remedy) implements Result {}
    }

    public static Compilation compile(String text, GateName gate) {
        List<Problem> problems = new ArrayList<>(RuleSyntax.problems(text));
        if (!problems.isEmpty()) {
            return new Compilation(Optional.empty(), problems);
        }
        try {
            List<EnvOption> options =
                    new ArrayList<>(List.of(Library.StdLib(), EnvOption.declarations(RuleTypes.variables(gate))));
            options.addAll(Loops.options());
            Env env = Env.newCustomEnv(new RuleTypes(), options);
            AstIssuesTuple parsed = env.parse(text);
            problems.addAll(problems(parsed));
            if (problems.isEmpty()) {
                AstIssuesTuple checked = env.check(parsed.getAst());
                problems.addAll(problems(checked));
                if (problems.isEmpty()) {
                    resultProblem(checked.getAst().getResultType(), gate).ifPresent(problems::add);
                }
                if (problems.isEmpty()) {
                    return new Compilation(
                            Optional.of(new RuleExpression(env, checked.getAst(), text, gate)), problems);
                }
            }
        } catch (StackOverflowError e) {
            problems.add(new Problem(1, 1, "nested too deeply"));
        } catch (RuntimeException e) {
            problems.add(new Problem(1, 1, "cannot be compiled (" + e.getClass().getSimpleName() + ")"));
        }
        return new Compilation(Optional.empty(), problems);
    }

    private static List<Problem> problems(AstIssuesTuple issues) {
        return issues.hasIssues()
                ? issues.getIssues().getErrors().stream()
                        .map(error -> new Problem(
                                Math.max(1, error.getLocation().line()),
                                error.getLocation().column() + 1,
                                error.getMessage()))
                        .toList()
                : List.of();
    }

    /** Texts out of a task definition could be secrets of it. */
    private static Optional<Problem> resultProblem(Type type, GateName gate) {
        boolean flag = type.getPrimitive() == Type.PrimitiveType.BOOL || type.hasDyn();
        boolean texts = type.hasListType()
                && (type.getListType().getElemType().hasDyn()
                        || type.getListType().getElemType().getPrimitive() == Type.PrimitiveType.STRING);
        if (flag || texts && gate != GateName.TASK_DEFINITION) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                1,
                1,
                gate == GateName.TASK_DEFINITION
                        ? "must be true or false: texts of a task definition can be secrets, and are not reported"
                        : "must be true or false, or a list of texts with one for each finding"));
    }

    /** @param variables by name, for those that are at hand */
    public Result evaluate(Map<String, @Nullable Object> variables, RuleLimits limits, Deadline deadline) {
        Map<String, @Nullable Object> all = new HashMap<>();
        for (Variable variable : RuleVariables.of(gate)) {
            Object value =
                    variables.containsKey(variable.key()) ? variables.get(variable.key()) : new Absent(variable.key());
            // the library takes items of Java's lists by their index, and does not ask whether one before them may be
            // absent
            all.put(
                    variable.key(),
                    variable.type() == RuleVariables.Type.ANY
                            ? env.getTypeAdapter().nativeToValue(value)
                            : value);
        }
        StepCounter steps = new StepCounter(limits, deadline);
        Val value;
        try {
            value = env.program(ast, ProgramOption.customDecorator(steps::counted))
                    .eval(all)
                    .getVal();
        } catch (StackOverflowError e) {
            return new Result.Undecided("its values are nested too deeply", "write a simpler expression");
        } catch (RuntimeException e) {
            value = Err.newErr(e, "%s", String.valueOf(e.getMessage()));
        }
        if (steps.exhausted().isPresent()) {
            return new Result.Undecided(
                    steps.exhausted().get(), "write a simpler expression; filter lists before you map or nest them");
        }
        return result(value, steps, limits);
    }

    private Result result(Val value, StepCounter steps, RuleLimits limits) {
        if (value instanceof BoolT) {
            return new Result.Found(value.booleanValue() ? List.of("") : List.of());
        }
        if (value instanceof ListT list && gate != GateName.TASK_DEFINITION) {
            return texts(list, limits);
        }
        if (Err.isError(value)) {
            String phrase = phrase(value.toString());
            return new Result.Undecided(steps.place(value).map(this::place).orElse("") + phrase, remedy(phrase));
        }
        return new Result.Undecided(
                "the value is neither true nor false"
                        + (gate == GateName.TASK_DEFINITION ? "" : " nor a list of texts"),
                "compare it with something");
    }

    private static String remedy(String phrase) {
        if (phrase.equals(RuleTypes.DEPLOYMENT)) {
            return "give what it depends on, such as a parameter of the template, or evaluate what is deployed";
        }
        return phrase.endsWith(RuleTypes.ABSENT)
                ? "evaluate the image itself (gate scan), and not its SBOM or packages alone"
                : "test with has(...) before you use what can be absent";
    }

    private static Result texts(Lister list, RuleLimits limits) {
        long size = list.size().intValue();
        if (size > limits.findings()) {
            return new Result.Undecided(
                    "it makes " + size + " findings, more than " + limits.findings(),
                    "write a more specific expression");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Val text = list.get(IntT.intOf(i));
            if (!(text instanceof StringT)) {
                return new Result.Undecided("a value of its list is not a text", "map each to a text");
            }
            texts.add(SafeText.bounded(String.valueOf(text.value()), LONGEST_TEXT));
        }
        return new Result.Found(texts);
    }

    private static String phrase(String message) {
        return Stream.concat(
                        Arrays.stream(Variable.values()).map(variable -> variable.key() + " " + RuleTypes.ABSENT),
                        PHRASES.stream())
                .filter(message::contains)
                .findFirst()
                .orElse("an error");
    }

    private String place(long node) {
        @Nullable Integer offset = ast.getSourceInfo().getPositionsMap().get(node);
        if (offset == null || offset > text.length()) {
            return "";
        }
        String before =
                text.substring(0, text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length()))));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return "line " + line + ", column " + column + " of the expression: ";
    }
}
