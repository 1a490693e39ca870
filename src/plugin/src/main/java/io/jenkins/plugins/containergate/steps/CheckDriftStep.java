package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.DriftJudge;
import io.jenkins.plugins.containergate.evaluate.Judged;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code checkDrift}: is what runs in a cluster what passed, and would it pass today? */
public class CheckDriftStep extends RunningClusterStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public CheckDriftStep() {}

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new DriftJudge(context, policy, clock).judge(this);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "checkDrift";

        public DescriptorImpl() {
            super(NAME, List.of("service", "cluster"));
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckDrift_displayName();
        }
    }
}
