package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Add;
import io.jenkins.lib.containergate.hardening.history.Instruction.AddSource;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** The archive that a base image unpacks as its root file system is the one use of ADD that COPY cannot replace. */
public final class NoAddInstructionRule extends HardeningRule {
    public NoAddInstructionRule() {
        super(new RuleMetadata(
                "no-add-instruction",
                "files come into the image with COPY, not with ADD",
                Severity.MEDIUM,
                List.of(RuleSource.cisDocker("4.9"), RuleSource.dockle("CIS-DI-0009")),
                "use COPY; download with RUN and compare a checksum; unpack archives in a build stage"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        HardeningFindings findings = new HardeningFindings(metadata(), "no ADD but that of the root file system");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Add add && !addsRootFileSystem(step, add)) {
                String actual = describe(add);
                findings.broken(ConfigPointer.history(step.index()), actual, actual);
            }
        }
        return HistoryResult.of(facts.history(), findings.result());
    }

    private static boolean addsRootFileSystem(BuildStep step, Add add) {
        return step.first()
                && add.destination().equals("/")
                && remoteOrigin(add).isEmpty();
    }

    private static String describe(Add add) {
        return remoteOrigin(add)
                .map(origin -> "ADD from " + origin + " to " + add.destination())
                .orElse("ADD of local files to " + add.destination());
    }

    private static Optional<String> remoteOrigin(Add add) {
        return add.sources().stream()
                .filter(AddSource.Remote.class::isInstance)
                .map(source -> ((AddSource.Remote) source).origin())
                .findFirst();
    }
}
