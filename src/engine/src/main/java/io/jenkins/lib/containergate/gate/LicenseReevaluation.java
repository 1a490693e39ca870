package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Are the licences of an image that passed allowed today? Told from what was written down of its packages then; no layer is read. */
public final class LicenseReevaluation {
    private final LicenseGate gate;

    private LicenseReevaluation(LicenseGate gate) {
        this.gate = gate;
    }

    /** Empty where the policy has no list of licences. */
    public static Optional<LicenseReevaluation> of(EffectivePolicy policy, Clock clock) {
        return LicenseGate.of(policy, new PolicyEngine(policy, clock)).map(LicenseReevaluation::new);
    }

    /**
     * @return what blocks now; empty when all of them are allowed
     * @throws GateException when it cannot be told, such as when the licence of a package is not known
     */
    public List<Finding> blocking(ImageNames image, PackageInventory inventory) throws GateException {
        GateResult result = gate.judge(image, inventory).result();
        List<Finding> blocking = result.findings().stream()
                .filter(DecidedFinding::forbidden)
                .map(DecidedFinding::finding)
                .toList();
        if (blocking.isEmpty() && result.outcome() == Outcome.ERROR) {
            throw Reevaluation.undecided(result);
        }
        return blocking;
    }
}
