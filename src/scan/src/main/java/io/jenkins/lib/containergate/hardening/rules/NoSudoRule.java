package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.hardening.file.FileTrait;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import io.jenkins.lib.containergate.hardening.history.Instruction.Run;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Set;

/** Looks for the program in the files a container sees, and for its use while the image was built. */
public final class NoSudoRule extends HardeningRule {
    private static final Set<String> PROGRAMS = Set.of("sudo", "doas");

    public NoSudoRule() {
        super(new RuleMetadata(
                "no-sudo",
                "the image neither holds nor uses sudo",
                Severity.MEDIUM,
                List.of(RuleSource.dockle("DKL-DI-0001")),
                "build as root and end with USER; where a process must change users, use gosu or setpriv"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no sudo");
        }
        HardeningFindings findings = new HardeningFindings(metadata(), "no sudo or doas");
        for (BuildStep step : facts.history().steps()) {
            if (step.instruction() instanceof Run run) {
                run.commands().stream()
                        .filter(command -> PROGRAMS.contains(command.program()))
                        .findFirst()
                        .ifPresent(command -> findings.broken(
                                ConfigPointer.history(step.index()), command.program(), "RUN " + command.program()));
            }
        }
        return FileResult.of(
                findings,
                facts.files().files(FileTrait.SUDO).only(PlacedFile::visible),
                file -> "the program " + file.path());
    }
}
