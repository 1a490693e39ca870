package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The result of the gate {@code admission}: the last one of a verdict on a deployment. */
final class AdmissionResults {
    private static final GateName GATE = GateName.ADMISSION;

    private AdmissionResults() {}

    static GateResult continued() {
        return new GateResult(
                GATE,
                Outcome.PASS,
                "CONTINUE was answered, and the deployment goes on",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static GateResult idle(WaitingDeployments wanted) {
        return new GateResult(
                GATE,
                Outcome.PASS,
                "no deployment of " + wanted + " waits for an answer: none was evaluated",
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static GateResult failed(String reason) {
        return new GateResult(GATE, Outcome.FAIL, reason, Optional.empty(), Optional.empty(), List.of());
    }

    static GateResult undecided(GateException problem) {
        return GateResult.undecided(GATE, new GateError(problem.problem(), problem.remedy()));
    }

    /** Instead of one that the verdict has. */
    static Verdict with(Verdict verdict, GateResult result) {
        List<GateResult> gates = new ArrayList<>(verdict.gates());
        gates.removeIf(each -> each.gate() == GATE);
        gates.add(result);
        return new Verdict(verdict.subject(), verdict.policy(), gates, verdict.notes(), verdict.judgedAt());
    }

    static GateResult of(Verdict concluded) {
        return concluded.gates().get(concluded.gates().size() - 1);
    }

    /** A verdict that did not pass, with the reason why the deployment is not admitted. */
    static Verdict concluded(Verdict verdict) {
        if (verdict.gates().stream().anyMatch(each -> each.gate() == GATE)) {
            return verdict;
        }
        GateResult worst = verdict.gates().stream()
                .filter(each -> each.outcome() == verdict.outcome())
                .findFirst()
                .orElseThrow();
        String reason = "not admitted: " + worst.gate().key() + ": " + worst.reason();
        return with(
                verdict,
                worst.error()
                        .filter(unused -> worst.outcome() == Outcome.ERROR)
                        .map(error -> GateResult.undecided(GATE, new GateError(reason, error.remedy())))
                        .orElseGet(() -> failed(reason)));
    }
}
