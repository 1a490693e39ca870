package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.ReportUse;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.io.InputStream;

/**
 * The SBOM that a job gives to a scan. Who configures the job writes it, so only a policy that says so lets it be evaluated
 * without the image.
 */
final class ScanSbom {
    private final GateContext context;
    private final EffectivePolicy policy;

    ScanSbom(GateContext context, EffectivePolicy policy) {
        this.context = context;
        this.policy = policy;
    }

    Sbom readAlone(String path) throws GateException, IOException, InterruptedException {
        Setting<ReportUse> use = policy.get(PolicyKeys.SBOMS);
        if (use.value() != ReportUse.INSTEAD) {
            throw new GateException(
                    "an SBOM alone is not evaluated (" + use.decidedBy() + ")",
                    "name the image, too; or have the organisation's policy say vulnerabilities: {sboms: instead}");
        }
        return read(path);
    }

    Sbom read(String path) throws GateException, IOException, InterruptedException {
        FilePath file =
                context.requiredFile("the SBOM", path, "check the path, and that the tool ran before and wrote it");
        try (InputStream in = file.read()) {
            return new SbomReader().read(path, in);
        }
    }
}
