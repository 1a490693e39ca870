package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Limit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Counts the findings that reach it, by severity, against three limits: the image's own against {@code max}, those of
 * the base image against {@code baseImage.max}, and all together against the larger of the two. Over a limit, all
 * findings that count towards it block; which of them is "the one too many" is nobody's to say.
 *
 * <p>Each of the three conditions gets harder when either limit falls, which keeps the merge of policies monotone.
 */
final class LimitCriterion implements Criterion {
    private final Function<Severity, Setting<Limit>> own;
    private final Function<Severity, Setting<Limit>> base;
    private final Set<Digest> baseImageLayers;
    private final Map<Severity, Integer> ownCounts = new EnumMap<>(Severity.class);
    private final Map<Severity, Integer> baseCounts = new EnumMap<>(Severity.class);

    /**
     * @param own key of the limit for a severity
     * @param base key of the limit for what the base image brought; the same where there is no such thing
     * @param counted every finding this criterion will be asked about, and those of the baseline
     */
    LimitCriterion(
            EffectivePolicy policy,
            Function<Severity, PolicyKey<Limit>> own,
            Function<Severity, PolicyKey<Limit>> base,
            Set<Digest> baseImageLayers,
            Collection<Finding> counted) {
        this.own = severity -> policy.get(own.apply(severity));
        this.base = severity -> policy.get(base.apply(severity));
        this.baseImageLayers = Set.copyOf(baseImageLayers);
        for (Finding finding : counted) {
            (fromBaseImage(finding) ? baseCounts : ownCounts).merge(finding.severity(), 1, Integer::sum);
        }
    }

    private boolean fromBaseImage(Finding finding) {
        return finding.location().layer().filter(baseImageLayers::contains).isPresent();
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        Severity severity = finding.severity();
        Setting<Limit> mine = (fromBaseImage(finding) ? base : own).apply(severity);
        int ownCount = ownCounts.getOrDefault(severity, 0);
        int baseCount = baseCounts.getOrDefault(severity, 0);
        Setting<Limit> larger = larger(own.apply(severity), base.apply(severity));
        if (larger.value().exceededBy(ownCount + baseCount)) {
            return Optional.of(over(severity, ownCount + baseCount, larger));
        }
        int count = fromBaseImage(finding) ? baseCount : ownCount;
        return Optional.of(mine.value().exceededBy(count) ? over(severity, count, mine) : Ruling.allowed(mine));
    }

    private static Setting<Limit> larger(Setting<Limit> own, Setting<Limit> base) {
        return own.value().compareTo(base.value()) >= 0 ? own : base;
    }

    private static Ruling over(Severity severity, int count, Setting<Limit> limit) {
        return Ruling.blocked(limit, count + " " + severity + " over the limit " + limit.text());
    }
}
