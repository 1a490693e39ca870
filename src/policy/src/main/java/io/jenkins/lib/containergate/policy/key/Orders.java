package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.policy.cel.PolicyRuleSet;
import io.jenkins.lib.containergate.policy.license.LicenseSet;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.setting.SegmentSet;
import io.jenkins.lib.containergate.policy.setting.Treat;
import io.jenkins.lib.containergate.policy.setting.Treatment;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import io.jenkins.lib.containergate.policy.vex.VexTrustSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** How further policy layers may change a setting, by the kind of its value. */
final class Orders {
    private static final String ANY = "allows any";

    private Orders() {}

    /**
     * An order made of its parts.
     *
     * @param stated what a floor says, to be followed by its value
     * @param silent what a floor says that does not state it
     */
    private record Order<T>(
            BiPredicate<Optional<T>, T> looser, BiFunction<Optional<T>, T, T> both, String stated, String silent)
            implements TighteningOrder<T> {
        @Override
        public boolean loosens(Optional<T> floor, T asked) {
            return looser.test(floor, asked);
        }

        @Override
        public T tighten(Optional<T> floor, T asked) {
            return both.apply(floor, asked);
        }

        @Override
        public String stance(Optional<String> floor) {
            return floor.map(value -> stated + value).orElse(silent);
        }
    }

    /**
     * Inner layers may hand on less than they were given. A silent floor gives nothing.
     *
     * @param nothing what a silent floor gives
     * @param within whether the first lies within the second
     * @param stance of a floor that gives something, to be followed by what it gives
     * @param silent stance of a floor that is silent
     */
    private record DelegationOrder<T>(T nothing, BiPredicate<T, T> within, String stance, String silent)
            implements TighteningOrder<T> {
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

    static TighteningOrder<PatternSet> delegatedPatterns() {
        return new DelegationOrder<>(
                new PatternSet(List.of()), PatternSet::within, "delegates only ", "delegates nothing");
    }

    /** Each rule must lie within one of the floor's. */
    static TighteningOrder<WaiverRuleSet> waiverRules() {
        return new DelegationOrder<>(
                new WaiverRuleSet(List.of()),
                WaiverRuleSet::within,
                "admits only ",
                "has no waiverRules and so admits no waiver");
    }

    /** Whose VEX statements count. */
    static TighteningOrder<VexTrustSet> vexTrust() {
        return new DelegationOrder<>(
                new VexTrustSet(List.of()), VexTrustSet::within, "trusts only ", "trusts nobody's VEX statements");
    }

    /**
     * What is allowed shrinks: what a further layer allows must lie within what the floor does. A silent floor allows all.
     *
     * @param within whether the first lies within the second
     */
    static <T> TighteningOrder<T> allowed(BiPredicate<T, T> within) {
        return new Order<>(
                (floor, asked) ->
                        floor.filter(outer -> !within.test(asked, outer)).isPresent(),
                (floor, asked) -> asked,
                "allows only ",
                ANY);
    }

    /** What is denied grows: whatever a layer names, all layers before it still deny what they name. */
    static TighteningOrder<LicenseSet> deniedLicenses() {
        return new Order<>(
                (floor, asked) -> false,
                (floor, asked) -> floor.map(outer -> outer.with(asked)).orElse(asked),
                "denies ",
                "denies none");
    }

    /** Neither the registry nor the ledger is stricter than the other: a layer may not exchange one for the other. */
    static TighteningOrder<DriftEvidence> evidence() {
        return new Order<>(
                (floor, asked) -> floor.isPresent() && !asked.within(floor.get()),
                (floor, asked) -> floor.map(asked::and).orElse(asked),
                "demands ",
                ANY);
    }

    /** Each layer adds rules; none takes one out, and none says something else under the same id. */
    static TighteningOrder<PolicyRuleSet> policyRules() {
        PolicyRuleSet none = new PolicyRuleSet(List.of());
        String stance = "has a rule of this id, which no other layer can replace: ";
        return new Order<>(
                (floor, asked) -> floor.orElse(none).contradictedBy(asked),
                (floor, asked) -> floor.orElse(none).with(asked),
                stance,
                stance + none);
    }

    /**
     * The set of rules grows: each layer names profiles whose rules must run, and all of them do. To name a lesser profile
     * than the floor has is to ask for less; to name one that the floor has too is not.
     */
    static TighteningOrder<ProfileSet> profiles() {
        return new Order<>(
                (floor, asked) -> floor.filter(
                                f -> f.holds(asked) && !f.profiles().containsAll(asked.profiles()))
                        .isPresent(),
                (floor, asked) -> floor.map(f -> f.with(asked)).orElse(asked),
                "demands ",
                "demands none");
    }

    /**
     * {@code on} before {@code warn} before {@code off}. A floor that does not name the rule leaves it to its profile,
     * which may have it on: so only {@code on} may be asked over it.
     */
    static TighteningOrder<RuleLevel> ruleLevel() {
        return new Order<>(
                (floor, asked) -> asked.compareTo(floor.orElse(RuleLevel.ON)) > 0,
                Orders::smaller,
                "demands ",
                "leaves the rule to its profile");
    }

    /** An error before a warning before nothing; a floor that does not state a kind has the kind's default. */
    static TighteningOrder<Treatment> treatment(Treat byDefault) {
        Treatment silent = Treatment.of(byDefault);
        String words = "treats it at most as ";
        return new Order<>(
                (floor, asked) -> asked.treat().compareTo(floor.orElse(silent).treat()) > 0,
                (floor, asked) -> floor.filter(f -> f.treat().compareTo(asked.treat()) <= 0)
                        .orElse(asked),
                words,
                words + byDefault.key());
    }

    /** Inner layers may give services lists, and shorten the lists there are. */
    static TighteningOrder<SegmentSet> segments() {
        SegmentSet none = new SegmentSet(List.of());
        return new Order<>(
                (floor, asked) -> !floor.orElse(none).admits(asked),
                (floor, asked) -> floor.orElse(none).with(asked),
                "lets services be reached only as in ",
                "says nothing of segments");
    }

    /**
     * A setting whose values stand in one line, the largest the strictest. A floor that does not state it allows all.
     *
     * @param words how a floor speaks of its value: {@code demands at least}
     */
    static <T extends Comparable<? super T>> TighteningOrder<T> largest(String words) {
        return new Order<>(
                (floor, asked) -> floor.isPresent() && asked.compareTo(floor.get()) < 0,
                (floor, asked) -> floor.filter(f -> f.compareTo(asked) >= 0).orElse(asked),
                words + " ",
                ANY);
    }

    /**
     * A setting whose values stand in one line, the smallest the strictest. A floor that does not state it allows all.
     *
     * @param words how a floor speaks of its value: {@code allows at most}, {@code demands}
     */
    static <T extends Comparable<? super T>> TighteningOrder<T> smallest(String words) {
        return new Order<>(
                (floor, asked) -> floor.isPresent() && asked.compareTo(floor.get()) > 0,
                Orders::smaller,
                words + " ",
                ANY);
    }

    private static <T extends Comparable<? super T>> T smaller(Optional<T> floor, T asked) {
        return floor.filter(f -> f.compareTo(asked) <= 0).orElse(asked);
    }
}
