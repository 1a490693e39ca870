package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.PatternSetFormat;
import io.jenkins.lib.containergate.policy.format.ListFormats.ProfilesFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.DurationFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.LimitFormat;
import io.jenkins.lib.containergate.policy.format.TreatmentFormat;
import io.jenkins.lib.containergate.policy.setting.Choice;
import io.jenkins.lib.containergate.policy.setting.Choice.Demand;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.setting.Treatment;
import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import io.jenkins.lib.containergate.rule.RuleProfile;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What keys of one kind have in common: their format, their order and what is stricter. */
final class PolicyKeyKinds {
    static final String TASK_DEFINITION = "taskDefinition";
    static final String UNDECIDED = "undecided";
    static final String RULES = "rules";
    static final String LIMITS = "limits";
    static final String AT_MOST = "allows at most";
    static final String DEMANDS = "demands";
    static final String EARLIER = "the earlier in this list";
    static final String FEWER = "fewer, each within one of the outer layer";

    private PolicyKeyKinds() {}

    static PolicyKey<RuleLevel> rule(String section, RuleId rule) {
        return PolicyKey.unset(ChoiceFormat.of(RuleLevel.values()), Orders.ruleLevel(), section, RULES, rule.value())
                .unsetMeans("as the profile says")
                .stricter(EARLIER);
    }

    static PolicyKey<ProfileSet> profile(String section) {
        return PolicyKey.of(
                        ProfileSet.of(RuleProfile.BASELINE),
                        new ProfilesFormat(),
                        Orders.profiles(),
                        section,
                        "profile")
                .stricter("more rules");
    }

    static PolicyKey<PatternSet> patterns(String key, PatternSetFormat format) {
        return PolicyKey.unset(format, Orders.allowed(PatternSet::within), TASK_DEFINITION, key)
                .stricter(FEWER);
    }

    /** How findings of a kind count that could not be decided. */
    static PolicyKey<Treatment> undecided(UndecidedKind kind) {
        return PolicyKey.unset(
                        new TreatmentFormat(),
                        Orders.treatment(kind.byDefault()),
                        UNDECIDED,
                        kind.rule().value())
                .unsetMeans("that of the kind, see undecided.md")
                .stricter("`error`, then `warn`");
    }

    /** How old something around the tasks may be. */
    static PolicyKey<Duration> atMost(String key, int days) {
        return PolicyKey.of(
                        Duration.ofDays(days),
                        new DurationFormat(Duration.ofMinutes(1)),
                        Orders.smallest(AT_MOST),
                        TASK_DEFINITION,
                        LIMITS,
                        key)
                .stricter("the shorter");
    }

    /** What the outermost layer leaves to those inside it. */
    static PolicyKey<PatternSet> delegated(String key, PatternSetFormat format) {
        return PolicyKey.unset(format, Orders.delegatedPatterns(), "delegate", key)
                .stricter(FEWER);
    }

    static PolicyKey<Severity> newFindings(String section) {
        return PolicyKey.unset(Formats.CEILING, Orders.largest("denies from"), section, "newFindings", "deny")
                .stricter("the later in this list");
    }

    /** Earlier choices are stricter. */
    static <E extends Enum<E> & Choice> PolicyKey<E> choice(E byDefault, String... segments) {
        E[] choices = byDefault.getDeclaringClass().getEnumConstants();
        return PolicyKey.of(byDefault, ChoiceFormat.of(choices), Orders.smallest(DEMANDS), segments);
    }

    static PolicyKey<Duration> maxAge(String... segments) {
        return PolicyKey.<Duration>unset(new DurationFormat(Duration.ofMinutes(1)), Orders.smallest(AT_MOST), segments)
                .stricter("the shorter");
    }

    static PolicyKey<Duration> graced(String... segments) {
        return PolicyKey.of(Duration.ZERO, new DurationFormat(Duration.ZERO), Orders.smallest(AT_MOST), segments)
                .stricter("the shorter");
    }

    /** What is demanded of every image of a task, or of the account. */
    static PolicyKey<Demand> demand(String of, String key) {
        return choice(Demand.OPTIONAL, TASK_DEFINITION, of, key).stricter("`required`");
    }

    /** No limit, but zero for some severities where a policy does not speak of limits at all. */
    static PolicyKey<Limit> limit(String section, Severity severity, Set<Severity> zeroBySilence) {
        PolicyKey<Limit> key = PolicyKey.of(
                        Limit.UNLIMITED, new LimitFormat(), Orders.smallest(AT_MOST), section, "max", severity.key())
                .unsetMeans(zeroBySilence.stream()
                        .sorted()
                        .map(each -> each.key() + ": 0")
                        .collect(Collectors.joining(", ", "`{", "}` without any `max`, else `unlimited`")))
                .stricter("the smaller");
        return zeroBySilence.contains(severity) ? key.silent(Limit.of(0)) : key;
    }

    static <T> Map<Severity, PolicyKey<T>> bySeverity(Function<Severity, PolicyKey<T>> key) {
        Map<Severity, PolicyKey<T>> keys = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            keys.put(severity, key.apply(severity));
        }
        return keys;
    }
}
