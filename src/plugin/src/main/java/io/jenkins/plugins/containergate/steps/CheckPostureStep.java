package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.evaluate.PostureJudge;
import io.jenkins.plugins.containergate.evaluate.PostureRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code checkPosture}: for every service of a cluster, which control holds, and whose responsibility is it? */
public class CheckPostureStep extends RunningClusterStep implements PostureRequest {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public CheckPostureStep() {}

    @Override
    @DataBoundSetter
    public void setHostReports(@Nullable String hostReports) {
        super.setHostReports(hostReports);
    }

    @Override
    @DataBoundSetter
    public void setTrafficFile(@Nullable String trafficFile) {
        super.setTrafficFile(trafficFile);
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new PostureJudge(context, policy, clock).judge(this);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "checkPosture";

        public DescriptorImpl() {
            super(NAME, List.of("service", "cluster"));
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckPosture_displayName();
        }
    }
}
