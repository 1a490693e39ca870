package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The vulnerabilities that the layers of a base bring, and those of another image in its place. */
final class BaseUpgrade {
    private BaseUpgrade() {}

    /** What the layers of the base bring to the image of the verdict. */
    static List<VulnerabilityFinding> below(Verdict verdict, BaseImage.Proven base) {
        Set<Digest> layers = Set.copyOf(base.image().config().diffIds());
        return all(verdict).stream()
                .filter(finding ->
                        finding.location().layer().filter(layers::contains).isPresent())
                .toList();
    }

    static List<VulnerabilityFinding> all(Verdict verdict) {
        return verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .map(DecidedFinding::finding)
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .toList();
    }

    /**
     * What it would change to build on another image.
     *
     * @param candidate what the other has, as the same source says
     * @return empty where a part of it could not be evaluated
     */
    static Optional<PolicyNote.BaseUpgrade> effect(
            Collection<VulnerabilityFinding> below,
            ImageReference name,
            InspectedImage candidate,
            VulnerabilityReport report) {
        if (unknown(candidate, report) > 0) {
            return Optional.empty();
        }
        Set<String> before = flaws(below);
        Set<String> after = flaws(report.findings());
        Set<String> left = new HashSet<>(before);
        left.retainAll(after);
        return Optional.of(new PolicyNote.BaseUpgrade(
                name.toString(),
                candidate.image().digest().toString(),
                before.size() - left.size(),
                before.size(),
                after.size() - left.size()));
    }

    /** How many parts of it could not be evaluated. */
    static int unknown(InspectedImage candidate, VulnerabilityReport report) {
        return candidate.inventory().gaps().size() + report.gaps().size();
    }

    /** Of one package, whatever its version and however often it is there. */
    private static Set<String> flaws(Collection<? extends Finding> findings) {
        return findings.stream()
                .map(finding -> finding.rule() + " in "
                        + finding.inPackage().map(affected -> affected.name()).orElse(""))
                .collect(Collectors.toSet());
    }
}
