package io.jenkins.plugins.containergate.steps;

import io.jenkins.plugins.containergate.run.GateOptions;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Pipeline step of a gate. Its arguments are the options, flat: Pipelines look for the setters of arguments in the class of
 * a step and nowhere else, so they are passed through here. {@link GateOptions} says what they mean.
 */
public abstract class GateStep extends Step {

    /** Not a getter: the options are arguments of the step, flat, not one argument. */
    protected abstract GateOptions options();

    @Override
    public final StepExecution start(StepContext context) {
        return new GateExecution(context, options());
    }

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
