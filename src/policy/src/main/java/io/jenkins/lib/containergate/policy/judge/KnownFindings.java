package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an earlier verdict had, and how bad it was then: what has become worse since is not known. */
public record KnownFindings(Map<Fingerprint, Weight> weights) {
    private static final Set<String> EXCUSES = Stream.concat(
                    Stream.of(PolicyKeys.ONLY_FIXABLE, PolicyKeys.SECRETS_IN_TESTS),
                    Stream.of(Severity.values())
                            .flatMap(each -> Stream.of(PolicyKeys.grace(each), PolicyKeys.baseImageLimit(each))))
            .map(PolicyKey::path)
            .collect(Collectors.toUnmodifiableSet());

    public KnownFindings {
        weights = Map.copyOf(weights);
    }

    /**
     * What can change about a finding while it stays the same.
     *
     * @param fixable a fixed version is known
     * @param used it is a secret outside of tests and examples
     */
    public record Weight(Severity severity, boolean exploited, boolean fixable, boolean used) {
        public static Weight of(Finding finding) {
            if (finding instanceof VulnerabilityFinding vulnerability) {
                return new Weight(
                        finding.severity(),
                        vulnerability.exploitation().knownExploited(),
                        vulnerability.affected().fixedVersion().isPresent(),
                        false);
            }
            boolean used =
                    finding instanceof SecretFinding secret && !secret.details().fixture();
            return new Weight(finding.severity(), false, false, used);
        }

        /** An unknown severity is as bad as critical. A fix makes nothing worse. */
        public boolean worseThan(Weight before) {
            return rank() < before.rank() || exploited && !before.exploited || used && !before.used;
        }

        /** What was otherwise before and makes it more urgent now, as clauses: {@code severity was LOW}. */
        public List<String> since(Weight before) {
            List<String> clauses = new ArrayList<>();
            if (severity != before.severity && rank() <= before.rank()) {
                clauses.add("severity was " + before.severity);
            }
            if (exploited && !before.exploited) {
                clauses.add("was not known to be exploited");
            }
            if (used && !before.used) {
                clauses.add("was in tests or examples only");
            }
            if (fixable && !before.fixable) {
                clauses.add("had no fix");
            }
            return List.copyOf(clauses);
        }

        private int rank() {
            return severity == Severity.UNKNOWN ? Severity.CRITICAL.ordinal() : severity.ordinal();
        }

        /** Of a value that was in several places, one outside of tests is enough to know it as used. */
        private Weight least(Weight other) {
            return new Weight(
                    rank() >= other.rank() ? severity : other.severity,
                    exploited && other.exploited,
                    fixable && other.fixable,
                    used || other.used);
        }
    }

    public static KnownFindings none() {
        return new KnownFindings(Map.of());
    }

    /** @param fingerprint as it was written, which another version of this program may compute otherwise */
    public record Entry(Fingerprint fingerprint, Finding finding) {}

    public static KnownFindings of(Collection<? extends Finding> findings) {
        return ofEntries(findings.stream()
                .map(finding -> new Entry(finding.fingerprint(), finding))
                .toList());
    }

    public static KnownFindings ofEntries(Collection<Entry> entries) {
        Map<Fingerprint, Weight> weights = new HashMap<>();
        entries.forEach(entry -> weights.merge(entry.fingerprint(), Weight.of(entry.finding()), Weight::least));
        return new KnownFindings(weights);
    }

    /** What either of two verdicts had, and how bad it was where it was least. */
    public KnownFindings plus(KnownFindings other) {
        Map<Fingerprint, Weight> both = new HashMap<>(weights);
        other.weights.forEach((fingerprint, weight) -> both.merge(fingerprint, weight, Weight::least));
        return new KnownFindings(both);
    }

    /**
     * Whether it was let through for a reason that ends: a waiver or VEX statement, a grace, the lack of a fix, a place in a
     * test or in the base image. It is decided anew when that ends, so no verdict that had it makes it known.
     */
    public static boolean excused(DecidedFinding found) {
        return found.decision() == Decision.WAIVED
                || found.decision() == Decision.ALLOWED
                        && found.key().map(EXCUSES::contains).orElseGet(() -> saysExcuse(found.decidedBy()));
    }

    /** Verdicts of earlier versions have no key. */
    private static boolean saysExcuse(String decidedBy) {
        return EXCUSES.stream().anyMatch(key -> decidedBy.contains(": " + key + "="));
    }

    public boolean isEmpty() {
        return weights.isEmpty();
    }

    public Set<Fingerprint> fingerprints() {
        return weights.keySet();
    }

    /** Whether it was there and has not become worse. */
    public boolean has(Finding finding) {
        Weight before = weights.get(finding.fingerprint());
        return before != null && !Weight.of(finding).worseThan(before);
    }

    /** Whether it was there, and has become worse. */
    boolean hasMilder(Finding finding) {
        return weights.containsKey(finding.fingerprint()) && !has(finding);
    }
}
