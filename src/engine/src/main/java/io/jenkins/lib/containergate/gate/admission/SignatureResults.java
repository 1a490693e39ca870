package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes one result of the signatures gate out of those on every image of a task. */
final class SignatureResults {
    private SignatureResults() {}

    /** Of the first image that could not be decided, whatever the others came to. */
    private static Optional<GateError> error(List<Verdict> images) {
        return images.stream()
                .flatMap(verdict -> verdict.gates().stream()
                        .flatMap(gate -> gate.error().stream())
                        .map(error ->
                                new GateError(verdict.subject().reference() + ": " + error.problem(), error.remedy())))
                .findFirst();
    }

    /** The worst counts; an image of which the gate says nothing is an ERROR. */
    static GateResult merged(List<Verdict> images) {
        Optional<Verdict> worst = images.stream()
                .reduce((one, other) -> one.outcome().worse(other.outcome()) == one.outcome() ? one : other);
        if (worst.isEmpty() || images.stream().anyMatch(each -> each.gates().isEmpty())) {
            return GateResult.undecided(
                    GateName.SIGNATURES,
                    new GateError("not every image of the task was evaluated", "admit the deployment again"));
        }
        Outcome outcome = worst.get().outcome();
        String image = worst.get().subject().reference();
        GateResult decisive = worst.get().gates().stream()
                .filter(each -> each.outcome() == outcome)
                .findFirst()
                .orElseThrow();
        List<DecidedFinding> findings = new ArrayList<>();
        Account account = Account.empty().evaluated("image", images.size());
        for (GateResult each :
                images.stream().flatMap(verdict -> verdict.gates().stream()).toList()) {
            findings.addAll(each.findings());
            account = account.plus(each.account());
        }
        String reason = outcome.passed()
                ? images.stream()
                        .map(each -> each.subject().reference() + ": "
                                + each.gates().get(0).reason())
                        .distinct()
                        .collect(Collectors.joining("; "))
                : image + ": " + decisive.reason();
        return new GateResult(GateName.SIGNATURES, outcome, reason, Optional.empty(), error(images), findings, account);
    }
}
