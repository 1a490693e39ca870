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

/** A second way in, with keys and logs of its own, past everything ECS controls. */
public final class NoSshdRule extends HardeningRule {
    public NoSshdRule() {
        super(new RuleMetadata(
                "no-sshd",
                "the image holds no SSH server",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("5.7")),
                "remove the SSH server; reach a container with ECS Exec, which is authorised and logged"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("known for Linux images only");
        }
        return FileResult.of(
                new HardeningFindings(metadata(), "no SSH server"),
                facts.files().files(FileTrait.SSH_SERVER).only(PlacedFile::visible),
                file -> "the program " + file.path());
    }
}
