package io.jenkins.plugins.containergate.builders;

import hudson.tasks.Builder;
import io.jenkins.plugins.containergate.run.GateOptions;
import jenkins.tasks.SimpleBuildStep;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** Build step of a gate. Passes the common options through; {@link GateOptions} says what they mean. */
public abstract class GateBuilder extends Builder implements SimpleBuildStep {

    /** Not a getter: the options are attributes of the build step, flat, not one attribute. */
    abstract GateOptions options();

    public @Nullable String getPolicyFile() {
        return options().getPolicyFile();
    }

    @DataBoundSetter
    public void setPolicyFile(@Nullable String policyFile) {
        options().setPolicyFile(policyFile);
    }

    public @Nullable String getPlatform() {
        return options().getPlatform();
    }

    @DataBoundSetter
    public void setPlatform(@Nullable String platform) {
        options().setPlatform(platform);
    }

    public @Nullable String getRegistryCredentialsId() {
        return options().getRegistryCredentialsId();
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(@Nullable String registryCredentialsId) {
        options().setRegistryCredentialsId(registryCredentialsId);
    }

    public @Nullable String getTrivyServer() {
        return options().getTrivyServer();
    }

    @DataBoundSetter
    public void setTrivyServer(@Nullable String trivyServer) {
        options().setTrivyServer(trivyServer);
    }

    public @Nullable String getAwsAccount() {
        return options().getAwsAccount();
    }

    @DataBoundSetter
    public void setAwsAccount(@Nullable String awsAccount) {
        options().setAwsAccount(awsAccount);
    }
}
