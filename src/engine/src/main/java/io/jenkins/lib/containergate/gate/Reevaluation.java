package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Risk;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/** Would an image that passed still pass? Told from what was written down of it then; no layer is read. */
public final class Reevaluation {
    /** A source may hold its whole index while it compares one inventory, and use every processor. */
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private static final Pattern IMAGE = Pattern.compile("\\bimage\\b");

    private final VulnerabilityGate vulnerabilities;
    private final boolean rulesNameImage;

    /**
     * What blocks.
     *
     * @param vulnerabilities in the order of {@link Risk}
     * @param rules what rules of the policy add
     */
    public record Blocking(List<VulnerabilityFinding> vulnerabilities, List<Finding> rules) {
        public Blocking {
            vulnerabilities = List.copyOf(vulnerabilities);
            rules = List.copyOf(rules);
        }

        /** Whether the image would pass today. */
        public boolean isEmpty() {
            return vulnerabilities.isEmpty() && rules.isEmpty();
        }
    }

    /**
     * @param knowledge the sources and feeds of today
     * @param policy the one of today, whatever the image passed under
     */
    public Reevaluation(VulnerabilityKnowledge knowledge, EffectivePolicy policy, Clock clock) {
        this.vulnerabilities = new VulnerabilityGate(knowledge, policy, clock);
        this.rulesNameImage = policy.policyRules().stream()
                .anyMatch(rule -> rule.gate() == GateName.VULNERABILITIES
                        && IMAGE.matcher(rule.when()).find());
    }

    /** Reads the configuration of an image, and no layer. */
    public interface ConfiguredImage {
        /** @throws GateException when it cannot be read */
        Image read() throws GateException, InterruptedException;
    }

    /**
     * Compares the packages again.
     *
     * @param configured is read where a rule of the policy names the image
     * @return what blocks now; empty when it would pass
     * @throws GateException when it cannot be told, such as when a package cannot be compared
     */
    public Blocking vulnerabilities(
            ImageNames image,
            PackageInventory inventory,
            ConfiguredImage configured,
            Deadline deadline,
            ProgressListener progress)
            throws GateException, InterruptedException {
        Optional<Image> found = rulesNameImage ? Optional.of(configured.read()) : Optional.empty();
        GateResult result;
        turns.acquire();
        try {
            result = vulnerabilities.judge(image, found, inventory, deadline, progress);
        } finally {
            turns.release();
        }
        List<VulnerabilityFinding> blocking = result.findings().stream()
                .filter(decided -> decided.decision() == Decision.BLOCKED)
                .map(DecidedFinding::finding)
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .sorted(Risk.MOST_FIRST.thenComparing(Finding::rule))
                .toList();
        List<Finding> rules = result.findings().stream()
                .filter(DecidedFinding::forbidden)
                .map(DecidedFinding::finding)
                .filter(PolicyRule::made)
                .toList();
        if (blocking.isEmpty() && rules.isEmpty() && result.outcome() == Outcome.ERROR) {
            throw undecided(result);
        }
        return new Blocking(blocking, rules);
    }

    static GateException undecided(GateResult result) {
        return new GateException(
                result.reason(), result.error().map(error -> error.remedy()).orElse("evaluate the image again"));
    }
}
