package io.jenkins.lib.containergate.finding;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which finding to see to first: known exploited before all others, then by severity, then what the internet reaches, then what is
 * in use, then by EPSS score, then those with a fix, the one that has been known longest first. Each step is a fact that the reports
 * show beside the finding, and one that is not known ranks last: it is an order, and no number stands for it. It decides nothing
 * about an outcome.
 */
public final class Risk {
    /** Findings that are equal in all of this are equal here. */
    public static final Comparator<Finding> MOST_FIRST = Comparator.comparing(
                    (Finding finding) -> !exploitation(finding).knownExploited())
            .thenComparing(Finding::severity)
            .thenComparing(finding -> !finding.exposure().internet().orElse(false))
            .thenComparing(finding -> finding.exposure().inUse().orElse(0) == 0)
            .thenComparing(finding -> exploitation(finding).epss().orElse(BigDecimal.ZERO), Comparator.reverseOrder())
            .thenComparing(finding -> fixed(finding).isEmpty())
            .thenComparing(finding -> fixedSince(finding).orElse(Instant.MAX));

    private Risk() {}

    private static Exploitation exploitation(Finding finding) {
        return finding instanceof VulnerabilityFinding flaw ? flaw.exploitation() : Exploitation.unknown();
    }

    private static Optional<String> fixed(Finding finding) {
        return finding instanceof VulnerabilityFinding flaw ? flaw.affected().fixedVersion() : Optional.empty();
    }

    private static Optional<Instant> fixedSince(Finding finding) {
        return finding instanceof VulnerabilityFinding flaw ? flaw.affected().fixedSince() : Optional.empty();
    }
}
