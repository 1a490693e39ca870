package io.jenkins.lib.containergate.finding;

import java.util.List;
import java.util.Optional;

/** What a waiver looks at of a finding. */
public sealed interface WaivableFinding {
    RuleId rule();

    /** Other ids of the vulnerability. */
    List<RuleId> aliases();

    Severity severity();

    /** Of the package it is in. */
    Optional<String> purl();

    Optional<String> path();

    Fingerprint fingerprint();

    /** Of a vulnerability. */
    Optional<String> fixedVersion();

    /** What could not be evaluated has to be named. */
    boolean undecided();

    static WaivableFinding of(Finding finding) {
        return new Whole(finding);
    }

    /** All that has to be kept of one to say later whether a waiver covers it. */
    record Kept(
            RuleId rule,
            List<RuleId> aliases,
            Severity severity,
            Optional<String> purl,
            Optional<String> path,
            Fingerprint fingerprint,
            Optional<String> fixedVersion,
            boolean undecided)
            implements WaivableFinding {
        public Kept {
            aliases = List.copyOf(aliases);
        }

        public static Kept of(Finding finding) {
            WaivableFinding whole = WaivableFinding.of(finding);
            return new Kept(
                    whole.rule(),
                    whole.aliases(),
                    whole.severity(),
                    whole.purl(),
                    whole.path(),
                    whole.fingerprint(),
                    whole.fixedVersion(),
                    whole.undecided());
        }
    }

    /** One that is there: its fingerprint is computed only where a waiver names one. */
    record Whole(Finding finding) implements WaivableFinding {
        private Optional<VulnerabilityFinding> vulnerability() {
            return finding instanceof VulnerabilityFinding found ? Optional.of(found) : Optional.empty();
        }

        @Override
        public RuleId rule() {
            return finding.rule();
        }

        @Override
        public List<RuleId> aliases() {
            return vulnerability().map(VulnerabilityFinding::aliases).orElse(List.of());
        }

        @Override
        public Severity severity() {
            return finding.severity();
        }

        @Override
        public Optional<String> purl() {
            return finding.inPackage().map(AffectedPackage::purl);
        }

        @Override
        public Optional<String> path() {
            return finding.location().path();
        }

        @Override
        public Fingerprint fingerprint() {
            return finding.fingerprint();
        }

        @Override
        public Optional<String> fixedVersion() {
            return vulnerability().flatMap(found -> found.affected().fixedVersion());
        }

        @Override
        public boolean undecided() {
            return finding.undecided();
        }
    }
}
