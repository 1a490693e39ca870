package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import io.jenkins.lib.containergate.hardening.history.PackageManagerCommand;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** The release of the distribution is chosen by the base image, not by the day of the build. */
public final class NoDistUpgradeRule extends HardeningRule {
    public NoDistUpgradeRule() {
        super(new RuleMetadata(
                "no-dist-upgrade",
                "no instruction upgrades the distribution",
                Severity.LOW,
                List.of(RuleSource.dockle("DKL-DI-0003")),
                "take a newer base image instead"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no distribution upgrade");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "a base image of the wanted release");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Run run) {
                run.commands().stream()
                        .map(NoDistUpgradeRule::upgrade)
                        .flatMap(Optional::stream)
                        .forEach(upgrade ->
                                findings.broken(ConfigPointer.history(step.index()), upgrade, "RUN " + upgrade));
            }
        }
        return HistoryResult.of(facts.history(), findings.result());
    }

    private static Optional<String> upgrade(ShellCommand command) {
        if (command.program().equals("do-release-upgrade")) {
            return Optional.of(command.program());
        }
        return PackageManagerCommand.of(command)
                .filter(PackageManagerCommand::upgradesRelease)
                .map(PackageManagerCommand::toString);
    }
}
