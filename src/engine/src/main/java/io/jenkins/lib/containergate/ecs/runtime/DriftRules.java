package io.jenkins.lib.containergate.ecs.runtime;

import io.jenkins.lib.containergate.ecs.runtime.rules.RunningEvidenceReadableRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningExecDisabledRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningImageJudgedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningImageKeptRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningImagePassedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningLicensesAllowedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoNewVulnerabilitiesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoOverridesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningNoPublicAddressRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningRevisionDeployedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTagUnmovedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionJudgedRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningTaskDefinitionPassesRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningVerdictRecentRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningVerdictStrictEnoughRule;
import io.jenkins.lib.containergate.ecs.runtime.rules.RunningWaiversInForceRule;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.List;

/** The registry of rules on what runs, in the order of reports. */
public final class DriftRules {
    private DriftRules() {}

    public static RuleSet<WorkloadFacts> all() {
        return RuleSet.of(List.<DriftRule>of(
                new RunningEvidenceReadableRule(),
                new RunningImageJudgedRule(),
                new RunningImagePassedRule(),
                new RunningVerdictStrictEnoughRule(),
                new RunningVerdictRecentRule(),
                new RunningWaiversInForceRule(),
                new RunningNoNewVulnerabilitiesRule(),
                new RunningLicensesAllowedRule(),
                new RunningTaskDefinitionJudgedRule(),
                new RunningTaskDefinitionPassesRule(),
                new RunningRevisionDeployedRule(),
                new RunningNoOverridesRule(),
                new RunningExecDisabledRule(),
                new RunningNoPublicAddressRule(),
                new RunningTagUnmovedRule(),
                new RunningImageKeptRule()));
    }
}
