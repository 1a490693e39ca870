package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Options that make package managers and download tools accept what nobody signed or what anybody may have sent. */
public final class NoUnverifiedPackagesRule extends HardeningRule {
    public NoUnverifiedPackagesRule() {
        super(new RuleMetadata(
                "no-unverified-packages",
                "no instruction switches the verification of packages or downloads off",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("4.11")),
                "install the repository's signing key or the server's CA certificate instead of switching the"
                        + " check off"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("known for Linux images only");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "packages and downloads that are verified");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Run run) {
                run.commands()
                        .forEach(command -> VerificationSwitch.of(command)
                                .ifPresent(option -> findings.broken(
                                        ConfigPointer.history(step.index()),
                                        command.program() + " " + option,
                                        "RUN " + command.program() + " " + option)));
            }
        }
        return HistoryResult.of(facts.history(), findings.result());
    }
}
