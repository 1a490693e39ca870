package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.DriftRequest;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.evaluate.PostureJudge;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code checkPosture}: for every service of a cluster, which control holds, and whose responsibility is it? */
public class CheckPostureStep extends ClusterStep implements DriftRequest {
    private static final long serialVersionUID = 1L;

    private @Nullable String trivyServer;

    @DataBoundConstructor
    public CheckPostureStep() {}

    /** Names of Trivy servers of the organisation's configuration, with commas between them. */
    @Override
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    /** It changes nothing, so after a restart of Jenkins it begins again. */
    @Override
    boolean startsAgain() {
        return true;
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
            return Optional.of(Messages.CheckPostureStep_noCluster());
        }
        return getRegistryCredentialsId() == null
                ? Optional.empty()
                : Optional.of(Messages.CheckPostureStep_organisationsCredentials());
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        String cluster = getCluster();
        if (cluster == null) {
            throw new GateException("no cluster is named", "name it with the option cluster");
        }
        return new PostureJudge(context, policy, clock).judge(this, cluster);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends ClusterStepDescriptor {
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
