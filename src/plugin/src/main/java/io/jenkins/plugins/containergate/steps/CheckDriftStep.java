package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.DriftJudge;
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

/** {@code checkDrift}: is what runs in a cluster what passed, and would it pass today? */
public class CheckDriftStep extends ClusterStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String trivyServer;

    @DataBoundConstructor
    public CheckDriftStep() {}

    /** Names of Trivy servers of the organisation's configuration, with commas between them. */
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.DRIFT);
    }

    @Override
    protected Optional<String> conflict() {
        if (getCluster() == null) {
            return Optional.of(Messages.CheckDriftStep_noCluster());
        }
        return getRegistryCredentialsId() == null
                ? Optional.empty()
                : Optional.of(Messages.CheckDriftStep_organisationsCredentials());
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        String cluster = getCluster();
        if (cluster == null) {
            throw new GateException("no cluster is named", "name it with the option cluster");
        }
        return new DriftJudge(context, policy, clock).judge(cluster, getService(), getAwsAccount(), trivyServer);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends ClusterStepDescriptor {
        private static final String NAME = "checkDrift";

        public DescriptorImpl() {
            super(NAME, List.of("service", "cluster"));
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckDrift_displayName();
        }

        @POST
        public FormValidation doCheckCluster(@QueryParameter String value) {
            return Util.fixEmptyAndTrim(value) == null
                    ? FormValidation.error(Messages.CheckDriftStep_noCluster())
                    : FormValidation.ok();
        }
    }
}
