package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.hardening.file.FileTrait;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A device node outside {@code /dev}: the runtime does not replace it, and in a privileged task it works. */
public final class NoDeviceFilesRule extends HardeningRule {
    public NoDeviceFilesRule() {
        super(new RuleMetadata(
                "no-device-files",
                "the image holds no device node outside /dev",
                Severity.MEDIUM,
                List.of(),
                "remove the node; what a task needs, its task definition grants under linuxParameters.devices"));
    }

    @Override
    public RuleResult check(ImageFacts facts) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no device nodes");
        }
        return FileResult.of(
                new HardeningFindings(metadata(), "no device node"),
                facts.files().files(FileTrait.DEVICE).only(PlacedFile::visible),
                file -> "device node, " + FileResult.mode(file));
    }
}
