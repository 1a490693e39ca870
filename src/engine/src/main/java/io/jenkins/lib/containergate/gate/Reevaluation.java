package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Would an image that passed still pass? Told from what was written down of it then; no layer is read. */
public final class Reevaluation {
    private final PolicyEngine engine;
    private final VulnerabilityGate vulnerabilities;

    public Reevaluation(VulnerabilityKnowledge knowledge, EffectivePolicy policy, Clock clock) {
        this.engine = new PolicyEngine(policy, clock);
        this.vulnerabilities = new VulnerabilityGate(knowledge, engine);
    }

    /**
     * Compares the packages again.
     *
     * @return what blocks now, known exploited first, then by severity; empty when it would pass
     * @throws GateException when it cannot be told, such as when a package cannot be compared
     */
    public List<VulnerabilityFinding> vulnerabilities(
            ImageNames image, PackageInventory inventory, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        GateResult result = vulnerabilities.judge(image, inventory, deadline, progress);
        List<VulnerabilityFinding> blocking = result.findings().stream()
                .filter(found -> found.decision() == Decision.BLOCKED)
                .map(DecidedFinding::finding)
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .sorted(Comparator.comparing((VulnerabilityFinding found) ->
                                !found.exploitation().knownExploited())
                        .thenComparing(VulnerabilityFinding::severity)
                        .thenComparing(found -> found.rule().value()))
                .toList();
        if (blocking.isEmpty() && result.outcome() == Outcome.ERROR) {
            throw new GateException(
                    result.reason(), result.error().map(error -> error.remedy()).orElse("evaluate the image again"));
        }
        return blocking;
    }

    /**
     * Judges what a verdict waived again, by the waivers of today.
     *
     * @return what blocks now, with the reason
     */
    public List<DecidedFinding> waived(Verdict verdict, ImageNames image) {
        List<DecidedFinding> blocking = new ArrayList<>();
        for (GateResult gate : verdict.gates()) {
            Set<Finding> waived = gate.findings().stream()
                    .filter(found -> found.decision() == Decision.WAIVED)
                    .map(DecidedFinding::finding)
                    .collect(Collectors.toSet());
            if (!waived.isEmpty()) {
                // all together, because limits count
                List<Finding> all =
                        gate.findings().stream().map(DecidedFinding::finding).toList();
                GateInput input = GateInput.of(gate.gate(), image, all);
                engine.judge(gate.source().map(input::withSource).orElse(input)).findings().stream()
                        .filter(found -> found.decision() == Decision.BLOCKED && waived.contains(found.finding()))
                        .forEach(blocking::add);
            }
        }
        return blocking;
    }
}
