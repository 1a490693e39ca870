package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** The programs every image on the same base has; what an image adds is {@link NoAddedSetuidFilesRule}. */
public final class NoSetuidFilesRule extends HardeningRule {
    public NoSetuidFilesRule() {
        super(new RuleMetadata(
                "no-setuid-files",
                "the distribution's setuid and setgid programs lost these bits",
                Severity.LOW,
                List.of(RuleSource.cisDocker("4.8"), RuleSource.dockle("CIS-DI-0008")),
                "clear the bits late in the Dockerfile: RUN find / -xdev -type f -perm /6000 -exec chmod a-s {} +"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        return FileResult.setuid(this, facts, DistributionSetuidFiles::contains);
    }
}
