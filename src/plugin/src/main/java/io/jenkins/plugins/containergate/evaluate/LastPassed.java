package io.jenkins.plugins.containergate.evaluate;

import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.BaselineUse;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.util.Iterator;
import java.util.function.Predicate;

/** The last verdict of an earlier build of the job on the same image or tree of which a gate passed without a warning. */
final class LastPassed {
    /** Builds looked at; each one not in memory is loaded from disk. */
    private static final int BUILDS = 100;

    private final Run<?, ?> run;
    private final EffectivePolicy policy;

    LastPassed(Run<?, ?> run, EffectivePolicy policy) {
        this.run = run;
        this.policy = policy;
    }

    /**
     * The vulnerabilities an image of the same name and platform had; none when the policy compares with no earlier verdict
     * or there is no such build, and then every finding counts.
     *
     * @throws GateException when there is one and it cannot be read
     */
    KnownFindings vulnerabilities(Image image) throws GateException {
        return vulnerabilitiesOf(verdict -> verdict.subject().is(image));
    }

    /** The same of the secrets of an image. */
    KnownFindings secrets(Image image) throws GateException {
        return secretsOf(verdict -> verdict.subject().is(image));
    }

    /** The same of the secrets of a directory or file in the workspace. */
    KnownFindings secrets(String path) throws GateException {
        return secretsOf(verdict -> verdict.subject().is(path));
    }

    private KnownFindings vulnerabilitiesOf(Predicate<VerdictAction> about) throws GateException {
        return known(BaselineUse.VULNERABILITIES, about);
    }

    private KnownFindings secretsOf(Predicate<VerdictAction> about) throws GateException {
        return known(BaselineUse.SECRETS, about);
    }

    private KnownFindings known(BaselineUse use, Predicate<VerdictAction> about) throws GateException {
        return use.in(policy) ? known(use.gate(), about) : KnownFindings.none();
    }

    private KnownFindings known(GateName gate, Predicate<VerdictAction> about) throws GateException {
        Iterator<Run<?, ?>> builds = RecentBuilds.before(run, BUILDS).iterator();
        while (builds.hasNext()) {
            Run<?, ?> earlier = builds.next();
            for (VerdictAction verdict : earlier.getActions(VerdictAction.class)) {
                if (verdict.isPassed() && verdict.ran(gate) && about.test(verdict)) {
                    StoredVerdict stored =
                            VerdictFile.of(earlier, verdict.getNumber()).readStored();
                    if (stored.passed(gate)) {
                        return stored.known();
                    }
                }
            }
        }
        return KnownFindings.none();
    }
}
