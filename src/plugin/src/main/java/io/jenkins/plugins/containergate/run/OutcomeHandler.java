package io.jenkins.plugins.containergate.run;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.plugins.containergate.Messages;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * What a verdict does to the build. The only place that decides it.
 *
 * <p>FAIL and ERROR throw, so that no later stage runs; setting a result would let a Pipeline go on. WARN marks the
 * stage and the build as unstable.
 */
public final class OutcomeHandler {
    private final Run<?, ?> run;
    private final Optional<FlowNode> node;

    /** @param node the Pipeline step, if it is one */
    public OutcomeHandler(Run<?, ?> run, Optional<FlowNode> node) {
        this.run = run;
        this.node = node;
    }

    /**
     * @param errorIsUnstable what the effective policy says about a gate that could not decide; {@code false} whenever
     *     there is no effective policy
     * @throws AbortException when the build must stop
     */
    public void apply(Verdict verdict, boolean errorIsUnstable) throws AbortException {
        switch (verdict.outcome()) {
            case PASS -> {}
            case WARN -> unstable(Messages.OutcomeHandler_warn(subject(verdict), reason(verdict)));
            case FAIL -> throw new AbortException(Messages.OutcomeHandler_fail(subject(verdict), reason(verdict)));
            case ERROR -> {
                String text = Messages.OutcomeHandler_error(subject(verdict), cause(verdict));
                if (!errorIsUnstable) {
                    throw new AbortException(text);
                }
                unstable(text);
            }
        }
    }

    private void unstable(String text) {
        node.ifPresent(step -> {
            WarningAction present = step.getPersistentAction(WarningAction.class);
            if (present == null || !present.getResult().isWorseThan(Result.UNSTABLE)) {
                step.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(text));
            }
        });
        run.setResult(Result.UNSTABLE);
    }

    private static String subject(Verdict verdict) {
        return GateLog.singleLine(verdict.subject().reference());
    }

    /** The reason of the gate that decided the outcome. */
    private static String reason(Verdict verdict) {
        return deciding(verdict)
                .map(GateResult::reason)
                .map(GateLog::singleLine)
                .orElse("");
    }

    private static String cause(Verdict verdict) {
        return deciding(verdict)
                .flatMap(GateResult::error)
                .map(GateError::toString)
                .map(GateLog::singleLine)
                .orElseGet(Messages::OutcomeHandler_noGate);
    }

    private static Optional<GateResult> deciding(Verdict verdict) {
        Outcome outcome = verdict.outcome();
        return verdict.gates().stream()
                .filter(gate -> gate.outcome() == outcome)
                .findFirst();
    }
}
