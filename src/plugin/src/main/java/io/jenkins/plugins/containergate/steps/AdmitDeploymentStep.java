package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.AdmissionJudge;
import io.jenkins.plugins.containergate.evaluate.AdmissionRequest;
import io.jenkins.plugins.containergate.evaluate.Judged;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code admitDeployment}: does the ECS deployment that waits go on, or is it rolled back? */
public class AdmitDeploymentStep extends TaskImagesStep implements AdmissionRequest {
    private static final long serialVersionUID = 1L;

    private boolean wait;

    @DataBoundConstructor
    public AdmitDeploymentStep() {}

    @Override
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    /** What waits is asked of ECS again, so nothing is lost with the controller. */
    @Override
    public boolean startsAgain() {
        return true;
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.ADMISSION);
    }

    @Override
    protected Optional<String> conflict() {
        return conflict(getCluster()).or(() -> credentials().problem());
    }

    private static Optional<String> conflict(@Nullable String cluster) {
        return cluster == null ? Optional.of(Messages.AdmitDeploymentStep_noCluster()) : Optional.empty();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new AdmissionJudge(context, policy, clock).judge(this);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends TaskImagesStepDescriptor {
        private static final String NAME = "admitDeployment";

        public DescriptorImpl() {
            super(NAME, List.of("service", "cluster"));
        }

        @Override
        public String getDisplayName() {
            return Messages.AdmitDeployment_displayName();
        }

        @POST
        public FormValidation doCheckCluster(@QueryParameter String value) {
            return of(conflict(Util.fixEmptyAndTrim(value)));
        }
    }
}
