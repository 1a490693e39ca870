package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.finding.RuleId;
import java.util.List;

/** @param targets ids of the rules it is for; none means all rules of its file */
record TargetedAllowList(AllowList list, List<String> targets) {
    TargetedAllowList {
        targets = List.copyOf(targets);
    }

    boolean concerns(RuleId rule) {
        return targets.isEmpty() || targets.contains(rule.value());
    }
}
