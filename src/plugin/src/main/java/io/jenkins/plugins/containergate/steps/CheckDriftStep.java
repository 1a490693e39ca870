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
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code checkDrift}: is what runs in a cluster what passed, and would it pass today? */
public class CheckDriftStep extends RunningClusterStep {
    private static final long serialVersionUID = 1L;

    private boolean allAccounts;

    @DataBoundConstructor
    public CheckDriftStep() {}

    /** Whether every cluster of all accounts of the organisation's configuration is checked. */
    public boolean isAllAccounts() {
        return allAccounts;
    }

    @DataBoundSetter
    public void setAllAccounts(boolean allAccounts) {
        this.allAccounts = allAccounts;
    }

    @Override
    public Optional<String> subject() {
        return super.subject().or(() -> Optional.ofNullable(getAwsAccount())).or(() -> Optional.of("all accounts"));
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    protected Optional<String> conflict() {
        boolean everything = getService() == null && allAccounts != (getAwsAccount() != null);
        if (getCluster() == null && !everything) {
            return Optional.of(Messages.CheckDriftStep_noCluster());
        }
        if (getCluster() != null && allAccounts) {
            return Optional.of(Messages.CheckDriftStep_clusterOfAllAccounts());
        }
        return super.conflict();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return new DriftJudge(context, policy, clock).judge(this);
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
    }
}
