package io.jenkins.plugins.containergate.steps;

import hudson.Util;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.evaluate.DriftRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A look at what runs in a cluster. It changes nothing, so after a restart of Jenkins it begins again. */
public abstract class RunningClusterStep extends ClusterStep implements DriftRequest {
    private static final long serialVersionUID = 1L;

    private @Nullable String trivyServer;
    private boolean allAccounts;

    /** Whether every cluster of all accounts of the organisation's configuration is looked at. */
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

    /** Names of Trivy servers of the organisation's configuration, with commas between them. */
    @Override
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    @Override
    public boolean startsAgain() {
        return true;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.DRIFT);
    }

    @Override
    protected Optional<String> conflict() {
        boolean everything = getService() == null && allAccounts != (getAwsAccount() != null);
        if (getCluster() == null && !everything) {
            return Optional.of(Messages.RunningClusterStep_noCluster());
        }
        if (getCluster() != null && allAccounts) {
            return Optional.of(Messages.RunningClusterStep_clusterOfAllAccounts());
        }
        return getRegistryCredentialsId() == null
                ? Optional.empty()
                : Optional.of(Messages.RunningClusterStep_organisationsCredentials(name()));
    }
}
