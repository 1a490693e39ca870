package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Setuid and setgid files no distribution installs at that path: the ones somebody added, by mistake or on purpose. */
public final class NoAddedSetuidFilesRule extends HardeningRule {
    public NoAddedSetuidFilesRule() {
        super(new RuleMetadata(
                "no-added-setuid-files",
                "no setuid or setgid file but those of the distribution",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("4.8"), RuleSource.dockle("CIS-DI-0008")),
                "remove the file, or clear the bits in the RUN or COPY --chmod that brings it"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        return FileResult.setuid(this, facts, path -> !DistributionSetuidFiles.contains(path));
    }
}
