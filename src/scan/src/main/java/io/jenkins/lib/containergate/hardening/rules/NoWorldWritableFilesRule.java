package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.hardening.file.FileTrait;
import io.jenkins.lib.containergate.rule.RuleCatalogue;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Files anyone may change and directories, not shared safely by a sticky bit, in which anyone may replace files. */
public final class NoWorldWritableFilesRule extends HardeningRule {
    public NoWorldWritableFilesRule() {
        super(new RuleMetadata(
                "no-world-writable-files",
                "no file or unshared directory is writable for everyone",
                Severity.MEDIUM,
                List.of(new RuleSource(RuleCatalogue.CIS_LINUX, "6.1.10")),
                "give the file to the user that needs it (COPY --chown) instead of chmod 777"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has access control lists, not modes");
        }
        return FileResult.of(
                new HardeningFindings(metadata(), "not writable for others, or a directory with the sticky bit"),
                facts.files().files(FileTrait.WORLD_WRITABLE).only(PlacedFile::visible),
                FileResult::mode);
    }
}
