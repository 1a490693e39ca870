package io.jenkins.plugins.containergate.evaluate;

import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Baseline;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.util.Set;

/** The last scan that passed without a warning about vulnerabilities, of an image of the same name and platform in an earlier build of the job. */
final class LastPassed {
    /** Builds looked at; each one not in memory is loaded from disk. */
    private static final int BUILDS = 100;

    private LastPassed() {}

    /**
     * Fingerprints of its findings; none when the policy has no baseline or there is no such build, and then every
     * finding counts.
     *
     * @throws GateException when there is one and it cannot be read
     */
    static Set<Fingerprint> fingerprints(Run<?, ?> run, Image image, EffectivePolicy policy) throws GateException {
        if (policy.get(PolicyKeys.BASELINE).value() != Baseline.NEW_ONLY) {
            return Set.of();
        }
        Run<?, ?> earlier = run.getPreviousBuild();
        for (int i = 0; i < BUILDS && earlier != null; i++, earlier = earlier.getPreviousBuild()) {
            for (VerdictAction verdict : earlier.getActions(VerdictAction.class)) {
                if (verdict.isPassed() && verdict.ran(GateName.VULNERABILITIES) && verdict.isAbout(image)) {
                    StoredVerdict stored =
                            VerdictFile.of(earlier, verdict.getNumber()).readStored();
                    if (stored.passed(GateName.VULNERABILITIES)) {
                        return stored.fingerprints();
                    }
                }
            }
        }
        return Set.of();
    }
}
