package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.hardening.history.PackageManagerCommand;
import io.jenkins.lib.containergate.hardening.history.PackageManagerCommand.PackageManager;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A layer that only fetches the package list is cached, and later layers install from an ever older list. */
public final class NoUpdateAloneRule extends HardeningRule {
    public NoUpdateAloneRule() {
        super(new RuleMetadata(
                "no-update-alone",
                "package lists are fetched in the instruction that installs from them",
                Severity.MEDIUM,
                List.of(RuleSource.cisDocker("4.7"), RuleSource.dockle("CIS-DI-0007")),
                "join both in one RUN: apt-get update && apt-get install -y ..."));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no package lists");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "an install after it in the same RUN");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Run run) {
                unusedRefreshes(run)
                        .forEach(update -> findings.broken(
                                ConfigPointer.history(step.index()),
                                update.toString(),
                                "RUN " + update + " without an install"));
            }
        }
        return HistoryResult.of(facts.history(), findings.result());
    }

    private static List<PackageManagerCommand> unusedRefreshes(Run run) {
        Map<PackageManager, PackageManagerCommand> waiting = new EnumMap<>(PackageManager.class);
        run.commands().stream()
                .map(PackageManagerCommand::of)
                .flatMap(Optional::stream)
                .forEach(command -> {
                    if (command.refreshes()) {
                        waiting.putIfAbsent(command.manager(), command);
                    } else if (command.installs()) {
                        waiting.remove(command.manager());
                    }
                });
        return List.copyOf(waiting.values());
    }
}
