package io.jenkins.plugins.containergate.run;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateLog;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/**
 * What a verdict does to the build. The only place that decides it.
 *
 * <p>FAIL and ERROR set the result, so that nothing that catches the exception makes the build green, and throw, so that no
 * later stage runs. WARN marks the stage and the build as unstable.
 */
final class OutcomeHandler {
    private final Run<?, ?> run;
    private final Optional<FlowNode> node;
    private final BuildFailure failure;

    /** @param node the Pipeline step, if it is one */
    OutcomeHandler(Run<?, ?> run, Optional<FlowNode> node, BuildFailure failure) {
        this.run = run;
        this.node = node;
        this.failure = failure;
    }

    /**
     * @param errorIsUnstable what the effective policy says about a gate that could not decide; {@code false} whenever
     *     there is no effective policy
     * @throws AbortException when the build must stop
     */
    void apply(Verdict verdict, boolean errorIsUnstable) throws IOException {
        switch (verdict.outcome()) {
            case PASS -> {}
            case WARN -> unstable(Messages.OutcomeHandler_warn(subject(verdict), reason(verdict)));
            case FAIL -> {
                failure.now();
                throw new AbortException(Messages.OutcomeHandler_fail(subject(verdict), reason(verdict)));
            }
            case ERROR -> {
                String text = Messages.OutcomeHandler_error(subject(verdict), cause(verdict));
                if (!errorIsUnstable) {
                    failure.now();
                    throw new AbortException(text);
                }
                unstable(text);
            }
        }
    }

    private void unstable(String text) throws IOException {
        node.ifPresent(step -> {
            WarningAction present = step.getPersistentAction(WarningAction.class);
            if (present == null || !present.getResult().isWorseThan(Result.UNSTABLE)) {
                step.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(text));
            }
        });
        BuildFailure.worsen(run, Result.UNSTABLE);
    }

    private static String subject(Verdict verdict) {
        return GateLog.singleLine(verdict.subject().reference());
    }

    /** The reason of the gate that decided the outcome. */
    private static String reason(Verdict verdict) {
        return deciding(verdict).map(GateResult::reason).map(GateLog::ofEngine).orElse("");
    }

    private static String cause(Verdict verdict) {
        return deciding(verdict)
                .flatMap(GateResult::error)
                .map(GateError::toString)
                .map(GateLog::ofEngine)
                .orElseGet(Messages::OutcomeHandler_noGate);
    }

    private static Optional<GateResult> deciding(Verdict verdict) {
        Outcome outcome = verdict.outcome();
        return verdict.gates().stream()
                .filter(gate -> gate.outcome() == outcome)
                .findFirst();
    }
}
