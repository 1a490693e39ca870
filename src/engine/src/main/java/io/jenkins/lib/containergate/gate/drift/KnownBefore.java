package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The vulnerabilities that a verdict listed when it passed: what blocks today and is among them is not news. */
final class KnownBefore {
    private final Set<Known> known = new HashSet<>();

    /** One that has become worse, or that is exploited by now, is another. */
    private record Known(String rule, String purl, Severity severity, boolean exploited) {
        static Known of(VulnerabilityFinding found) {
            return new Known(
                    found.rule().value(),
                    found.affected().purl(),
                    found.severity(),
                    found.exploitation().knownExploited());
        }
    }

    private KnownBefore() {}

    static KnownBefore of(Verdict verdict) {
        KnownBefore before = new KnownBefore();
        verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .map(DecidedFinding::finding)
                .filter(VulnerabilityFinding.class::isInstance)
                .map(VulnerabilityFinding.class::cast)
                .map(Known::of)
                .forEach(before.known::add);
        return before;
    }

    /** Those that are new; all of them where none is, such as when the time to fix one has run out. */
    List<VulnerabilityFinding> without(List<VulnerabilityFinding> blocking) {
        List<VulnerabilityFinding> fresh = blocking.stream()
                .filter(each -> !known.contains(Known.of(each)))
                .toList();
        return fresh.isEmpty() ? blocking : fresh;
    }
}
