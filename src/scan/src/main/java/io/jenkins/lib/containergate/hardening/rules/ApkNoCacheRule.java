package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.PackageCache;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.hardening.history.PackageManagerCommand;
import io.jenkins.lib.containergate.hardening.history.PackageManagerCommand.PackageManager;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** Judged by what the instruction left in its layer; by the instruction alone where the history does not say which layer. */
public final class ApkNoCacheRule extends HardeningRule {
    public ApkNoCacheRule() {
        super(new RuleMetadata(
                "apk-no-cache",
                "apk leaves no index behind",
                Severity.LOW,
                List.of(RuleSource.dockle("DKL-DI-0004")),
                "write apk add --no-cache, and drop apk update"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no apk");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "apk add --no-cache");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Run run && mayLeaveIndex(facts, step)) {
                cachingCall(run)
                        .ifPresent(call -> findings.broken(
                                ConfigPointer.history(step.index()),
                                call.toString(),
                                "RUN " + call + " without --no-cache"));
            }
        }
        return HistoryResult.of(facts.history(), findings.result());
    }

    private static boolean mayLeaveIndex(ImageFacts facts, BuildStep step) {
        return step.layer().isEmpty()
                || facts.files().caches().stream()
                        .anyMatch(cache -> cache.layerIndex() == step.layer().getAsInt()
                                && cache.use().cache() == PackageCache.APK);
    }

    private static Optional<PackageManagerCommand> cachingCall(Run run) {
        return run.commands().stream()
                .map(PackageManagerCommand::of)
                .flatMap(Optional::stream)
                .filter(call -> call.manager() == PackageManager.APK)
                .filter(call -> !call.arguments().contains("--no-cache"))
                .findFirst();
    }
}
