package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.cel.PolicyRuleSet;
import io.jenkins.lib.containergate.policy.license.LicenseSet;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import io.jenkins.lib.containergate.policy.vex.VexTrustSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How further policy layers may change a setting, by the kind of its value. */
final class Orders {
    private Orders() {}

    /**
     * Inner layers may hand on less than they were given. A silent floor gives nothing.
     *
     * @param nothing what a silent floor gives
     * @param within whether the first lies within the second
     * @param stance of a floor that gives something, to be followed by what it gives
     * @param silent stance of a floor that is silent
     */
    record DelegationOrder<T>(T nothing, BiPredicate<T, T> within, String stance, String silent)
            implements TighteningOrder<T> {
        static TighteningOrder<PatternSet> ofPatterns() {
            return new DelegationOrder<>(
                    new PatternSet(List.of()), PatternSet::within, "delegates only ", "delegates nothing");
        }

        /** Each rule must lie within one of the floor's. */
        static TighteningOrder<WaiverRuleSet> ofWaiverRules() {
            return new DelegationOrder<>(
                    new WaiverRuleSet(List.of()),
                    WaiverRuleSet::within,
                    "admits only ",
                    "has no waiverRules and so admits no waiver");
        }

        /** Whose VEX statements count. */
        static TighteningOrder<VexTrustSet> ofVexTrust() {
            return new DelegationOrder<>(
                    new VexTrustSet(List.of()), VexTrustSet::within, "trusts only ", "trusts nobody's VEX statements");
        }

        @Override
        public boolean loosens(Optional<T> floor, T asked) {
            return !within.test(asked, floor.orElse(nothing));
        }

        @Override
        public boolean silenceIsStrictest() {
            return true;
        }

        @Override
        public T tighten(Optional<T> floor, T asked) {
            return asked;
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(given -> stance + given).orElse(silent);
        }
    }

    /**
     * What is allowed shrinks: what a further layer allows must lie within what the floor does. A silent floor allows all.
     *
     * @param within whether the first lies within the second
     */
    record AllowanceOrder<T>(BiPredicate<T, T> within) implements TighteningOrder<T> {
        static TighteningOrder<PatternSet> ofPatterns() {
            return new AllowanceOrder<>(PatternSet::within);
        }

        static TighteningOrder<LicenseSet> ofLicenses() {
            return new AllowanceOrder<>(LicenseSet::within);
        }

        @Override
        public boolean loosens(Optional<T> floor, T asked) {
            return floor.filter(outer -> !within.test(asked, outer)).isPresent();
        }

        @Override
        public T tighten(Optional<T> floor, T asked) {
            return asked;
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(allowed -> "allows only " + allowed).orElse("allows any");
        }
    }

    /** What is denied grows: whatever a layer names, all layers before it still deny what they name. */
    record DeniedLicensesOrder() implements TighteningOrder<LicenseSet> {
        @Override
        public boolean loosens(Optional<LicenseSet> floor, LicenseSet asked) {
            return false;
        }

        @Override
        public LicenseSet tighten(Optional<LicenseSet> floor, LicenseSet asked) {
            return floor.map(outer -> outer.with(asked)).orElse(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(licenses -> "denies " + licenses).orElse("denies none");
        }
    }

    /** Neither the registry nor the ledger is stricter than the other: a layer may not exchange one for the other. */
    record EvidenceOrder() implements TighteningOrder<DriftEvidence> {
        @Override
        public boolean loosens(Optional<DriftEvidence> floor, DriftEvidence asked) {
            return floor.isPresent() && !asked.within(floor.get());
        }

        @Override
        public DriftEvidence tighten(Optional<DriftEvidence> floor, DriftEvidence asked) {
            return floor.map(asked::and).orElse(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(value -> "demands " + value).orElse("allows any");
        }
    }

    /** Each layer adds rules; none takes one out, and none says something else under the same id. */
    record PolicyRulesOrder() implements TighteningOrder<PolicyRuleSet> {
        private static final PolicyRuleSet NONE = new PolicyRuleSet(List.of());

        @Override
        public boolean loosens(Optional<PolicyRuleSet> floor, PolicyRuleSet asked) {
            return floor.orElse(NONE).contradictedBy(asked);
        }

        @Override
        public PolicyRuleSet tighten(Optional<PolicyRuleSet> floor, PolicyRuleSet asked) {
            return floor.orElse(NONE).with(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return "has a rule of this id, which no other layer can replace: " + floor.orElseGet(NONE::toString);
        }
    }

    /**
     * The set of rules grows: each layer names profiles whose rules must run, and all of them do. To name a lesser profile
     * than the floor has is to ask for less; to name one that the floor has too is not.
     */
    record ProfileOrder() implements TighteningOrder<ProfileSet> {
        @Override
        public boolean loosens(Optional<ProfileSet> floor, ProfileSet asked) {
            return floor.filter(f -> f.holds(asked) && !f.profiles().containsAll(asked.profiles()))
                    .isPresent();
        }

        @Override
        public ProfileSet tighten(Optional<ProfileSet> floor, ProfileSet asked) {
            return floor.map(f -> f.with(asked)).orElse(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return "demands " + floor.orElse("none");
        }
    }

    /**
     * {@code on} before {@code warn} before {@code off}. A floor that does not name the rule leaves it to its profile,
     * which may have it on: so only {@code on} may be asked over it.
     */
    record RuleLevelOrder() implements TighteningOrder<RuleLevel> {
        @Override
        public boolean loosens(Optional<RuleLevel> floor, RuleLevel asked) {
            return asked.compareTo(floor.orElse(RuleLevel.ON)) > 0;
        }

        @Override
        public RuleLevel tighten(Optional<RuleLevel> floor, RuleLevel asked) {
            return floor.filter(f -> f.compareTo(asked) <= 0).orElse(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(level -> "demands " + level).orElse("leaves the rule to its profile");
        }
    }

    /** Inner layers may give services lists, and shorten the lists there are. */
    record SegmentsOrder() implements TighteningOrder<SegmentSet> {
        private static final SegmentSet NONE = new SegmentSet(List.of());

        @Override
        public boolean loosens(Optional<SegmentSet> floor, SegmentSet asked) {
            return !floor.orElse(NONE).admits(asked);
        }

        @Override
        public SegmentSet tighten(Optional<SegmentSet> floor, SegmentSet asked) {
            return floor.orElse(NONE).with(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(segments -> "lets services be reached only as in " + segments)
                    .orElse("says nothing of segments");
        }
    }

    /**
     * A setting whose values stand in one line, the largest the strictest. A floor that does not state it allows all.
     *
     * @param words how a floor speaks of its value: {@code demands at least}
     */
    record LeastOrder<T extends Comparable<? super T>>(String words) implements TighteningOrder<T> {
        @Override
        public boolean loosens(Optional<T> floor, T asked) {
            return floor.isPresent() && asked.compareTo(floor.get()) < 0;
        }

        @Override
        public T tighten(Optional<T> floor, T asked) {
            return floor.filter(f -> f.compareTo(asked) >= 0).orElse(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(value -> words + " " + value).orElse("allows any");
        }
    }

    /**
     * A setting whose values stand in one line, the smallest the strictest. A floor that does not state it allows all.
     *
     * @param words how a floor speaks of its value: {@code allows at most}, {@code demands}
     */
    record TotalOrder<T extends Comparable<? super T>>(String words) implements TighteningOrder<T> {
        @Override
        public boolean loosens(Optional<T> floor, T asked) {
            return floor.isPresent() && asked.compareTo(floor.get()) > 0;
        }

        @Override
        public T tighten(Optional<T> floor, T asked) {
            return floor.filter(f -> f.compareTo(asked) <= 0).orElse(asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(value -> words + " " + value).orElse("allows any");
        }
    }
}
