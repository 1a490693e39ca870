package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.WaiverRule;
import io.jenkins.plugins.containergate.Messages;
import java.util.List;
import java.util.stream.Collectors;

/** Who a policy lets waive findings, in a sentence for those whose build failed. */
final class WhoCanWaive {
    private static final int PATTERNS = 6;

    private WhoCanWaive() {}

    static String of(EffectivePolicy policy) {
        List<WaiverRule> rules = policy.find(PolicyKeys.WAIVER_RULES)
                .map(Setting::value)
                .map(set -> set.rules())
                .orElse(List.of());
        return rules.isEmpty()
                ? Messages.WhoCanWaive_administrators()
                : Messages.WhoCanWaive_workspace(
                        rules.stream().map(WhoCanWaive::text).collect(Collectors.joining("; ")));
    }

    private static String text(WaiverRule rule) {
        String text = names(rule.rules());
        if (rule.maxSeverity().isPresent()) {
            text += ", " + Messages.WhoCanWaive_upTo(rule.maxSeverity().get().name());
        }
        if (rule.maxDuration().isPresent()) {
            text += ", " + Messages.WhoCanWaive_days(rule.maxDuration().get().toDays());
        }
        if (rule.owners().stream().noneMatch(Glob::unbounded)) {
            text += ", " + Messages.WhoCanWaive_owners(names(rule.owners()));
        }
        return text;
    }

    private static String names(List<Glob> globs) {
        String named = globs.stream().limit(PATTERNS).map(Glob::toString).collect(Collectors.joining(", "));
        return globs.size() > PATTERNS ? named + ", ..." : named;
    }
}
