package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.ReportUse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A software bill of materials that an option names. */
final class SbomFile {
    private SbomFile() {}

    /** @throws GateException when it is no SBOM that can be read */
    static Sbom read(Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            return new SbomReader().read(file.toString(), in);
        } catch (IOException e) {
            throw new GateException("the SBOM " + file + " cannot be read: " + FileProblem.of(e), "check the file", e);
        }
    }

    /**
     * Reads one that is evaluated without an image. Who calls this names what is evaluated, so it may be an SBOM unless a policy
     * says otherwise.
     */
    static Sbom readAlone(Path file, EffectivePolicy policy) throws GateException {
        Setting<ReportUse> use = policy.get(PolicyKeys.SBOMS);
        if (use.value() == ReportUse.BESIDE && !use.origin().equals(Origin.DEFAULT)) {
            throw new GateException(
                    "an SBOM alone is not evaluated (" + use.decidedBy() + ")",
                    "name the image, and the SBOM beside it with --sbom");
        }
        return read(file);
    }
}
