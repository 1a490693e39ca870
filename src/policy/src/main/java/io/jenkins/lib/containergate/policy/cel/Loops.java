package io.jenkins.lib.containergate.policy.cel;

import java.util.List;
import org.projectnessie.cel.EnvOption;
import org.projectnessie.cel.checker.Decls;
import org.projectnessie.cel.common.types.BoolT;
import org.projectnessie.cel.common.types.Err;
import org.projectnessie.cel.common.types.IntT;
import org.projectnessie.cel.common.types.ref.Val;
import org.projectnessie.cel.common.types.traits.Lister;
import org.projectnessie.cel.interpreter.Activation;
import org.projectnessie.cel.interpreter.Interpretable;
import org.projectnessie.cel.interpreter.Interpretable.InterpretableCall;
import org.projectnessie.cel.parser.Macro;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Expr;
import org.projectnessie.cel.relocated.com.google.api.expr.v1alpha1.Type;

/**
 * The macros of CEL that loop over a list ({@code all}, {@code exists}, {@code exists_one}, {@code map}, {@code filter}), where
 * an item may turn out to be absent: the loop has a result only where it is the same with that item and without it.
 */
final class Loops {
    /** One turn: what was gathered before it, its item, and what is gathered after it. No expression can name it. */
    static final String TURN = "@turn";

    private Loops() {}

    /** The macros and what they need. */
    static List<EnvOption> options() {
        Type gathered = Decls.newTypeParamType("G");
        Type item = Decls.newTypeParamType("I");
        return List.of(
                EnvOption.clearMacros(),
                EnvOption.macros(Macro.AllMacros.stream().map(Loops::watched).toList()),
                EnvOption.declarations(Decls.newFunction(
                        TURN,
                        Decls.newParameterizedOverload(
                                TURN, List.of(gathered, item, gathered), gathered, List.of("G", "I")))));
    }

    private static Macro watched(Macro macro) {
        return new Macro(
                macro.function(),
                macro.isReceiverStyle(),
                macro.isVarArgStyle(),
                macro.argCount(),
                (helper, target, arguments) -> {
                    Expr expanded = macro.expander().expand(helper, target, arguments);
                    if (!expanded.hasComprehensionExpr()) {
                        return expanded;
                    }
                    Expr.Comprehension loop = expanded.getComprehensionExpr();
                    Expr turn = helper.globalCall(
                            TURN, helper.ident(loop.getAccuVar()), helper.ident(loop.getIterVar()), loop.getLoopStep());
                    return expanded.toBuilder()
                            .setComprehensionExpr(loop.toBuilder().setLoopStep(turn))
                            .build();
                });
    }

    /** @param call with the parts of a turn */
    record Turn(InterpretableCall call) implements Interpretable {
        @Override
        public long id() {
            return call.id();
        }

        @Override
        public Val eval(Activation activation) {
            Val after = call.args()[2].eval(activation);
            Val item = call.args()[1].eval(activation);
            if (!Err.isError(item) || !RuleTypes.PERHAPS_THERE.equals(item.toString())) {
                return after;
            }
            Val before = call.args()[0].eval(activation);
            return same(before, after) ? before : Err.newErr(RuleTypes.DEPLOYMENT);
        }

        /** A list only grows. */
        private static boolean same(Val before, Val after) {
            if (before instanceof Lister some && after instanceof Lister others) {
                return OpenList.items(some).size().intValue()
                        == OpenList.items(others).size().intValue();
            }
            return before instanceof BoolT && before == after
                    || before instanceof IntT && after instanceof IntT && before.intValue() == after.intValue();
        }
    }
}
