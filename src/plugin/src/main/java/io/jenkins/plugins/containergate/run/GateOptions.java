package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Util;
import hudson.model.Describable;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What the author of a job sets for a gate, whether it is a Pipeline step or a build step, and what the gate does with it.
 *
 * <p>The options here are those of every gate: all of them optional, and none can loosen the organisation's policy. An
 * option left empty is {@code null}.
 */
public abstract class GateOptions implements Describable<GateOptions>, Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String policyFile;
    private @Nullable String platform;
    private @Nullable String registryCredentialsId;
    private @Nullable String trivyServer;
    private @Nullable String awsAccount;

    /** What is to be judged, for log lines and messages. */
    public abstract Optional<String> subject();

    /** Name of the step. */
    abstract String gateName();

    /** The gates that these options ask for. */
    abstract Set<GateName> gates();

    /** Why these options cannot be used, if so: told to the form and to the build. */
    public abstract Optional<String> problem();

    /** These options with the variables of a freestyle build put in. */
    public abstract GateOptions expandedBy(EnvVars environment);

    /**
     * Comes to the verdicts: one for each platform of an image, else one alone. Called off the threads of Pipeline scripts,
     * with the class loader of the plugin; interrupted when the build is stopped.
     *
     * <p>Whatever cannot be read is a verdict with the outcome ERROR, so that it has its page and its reports.
     *
     * @throws GateException only when there is not even a subject to come to a verdict on: the build fails
     */
    public abstract List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException;

    /** Path of a policy file in the workspace; when absent, {@code container-gate.yaml} if the workspace has it. */
    public @Nullable String getPolicyFile() {
        return policyFile;
    }

    @DataBoundSetter
    public void setPolicyFile(@Nullable String policyFile) {
        this.policyFile = Util.fixEmptyAndTrim(policyFile);
    }

    /** {@code linux/arm64}; when absent, every platform of the image is judged. */
    public @Nullable String getPlatform() {
        return platform;
    }

    @DataBoundSetter
    public void setPlatform(@Nullable String platform) {
        this.platform = Util.fixEmptyAndTrim(platform);
    }

    public @Nullable String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(@Nullable String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    /** Name of a Trivy server of the organisation's configuration, never an address: a job cannot bring its own. */
    public @Nullable String getTrivyServer() {
        return trivyServer;
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        this.trivyServer = Util.fixEmptyAndTrim(trivyServer);
    }

    /** Name of an AWS account of the organisation's configuration. */
    public @Nullable String getAwsAccount() {
        return awsAccount;
    }

    @DataBoundSetter
    public void setAwsAccount(@Nullable String awsAccount) {
        this.awsAccount = Util.fixEmptyAndTrim(awsAccount);
    }

    /** Credentials ids and names of the organisation's configuration are no texts to expand. */
    protected final void expandInto(GateOptions target, EnvVars environment) {
        target.setPolicyFile(expand(policyFile, environment));
        target.setPlatform(expand(platform, environment));
        target.setRegistryCredentialsId(registryCredentialsId);
        target.setTrivyServer(trivyServer);
        target.setAwsAccount(awsAccount);
    }

    protected static @Nullable String expand(@Nullable String value, EnvVars environment) {
        return value == null ? null : environment.expand(value);
    }
}
