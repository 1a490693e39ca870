package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.hardening.file.FileTrait;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Judges every layer for itself: whoever can pull the image can read what a later layer deletes. */
public final class NoVersionControlRule extends HardeningRule {
    public NoVersionControlRule() {
        super(new RuleMetadata(
                "no-version-control",
                "no layer holds the history of the sources",
                Severity.MEDIUM,
                List.of(RuleSource.dockle("DKL-LI-0003")),
                "list it in .dockerignore, or copy only what the image needs"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        return FileResult.of(
                new HardeningFindings(metadata(), "no .git, .hg or .svn"),
                facts.files().files(FileTrait.VERSION_CONTROL),
                NoVersionControlRule::actual);
    }

    private static String actual(PlacedFile file) {
        return file.path() + (file.visible() ? "" : ", hidden by a later layer but still in the image");
    }
}
