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

/** Files only the build needs; usually a sign that {@code COPY . .} took more than was meant. */
public final class NoBuildFilesRule extends HardeningRule {
    public NoBuildFilesRule() {
        super(new RuleMetadata(
                "no-build-files",
                "the image holds no file that only its build needs",
                Severity.LOW,
                List.of(RuleSource.dockle("DKL-LI-0003")),
                "list it in .dockerignore, or copy only what the image needs"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        return FileResult.of(
                new HardeningFindings(metadata(), "no Dockerfile, Compose file, Jenkinsfile or the like"),
                facts.files().files(FileTrait.BUILD_FILE).only(PlacedFile::visible),
                PlacedFile::path);
    }
}
