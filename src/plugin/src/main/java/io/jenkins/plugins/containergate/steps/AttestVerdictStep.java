package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.AttestVerdictOptions;
import io.jenkins.plugins.containergate.run.GateContext;
import io.jenkins.plugins.containergate.run.VerdictAttester;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code attestVerdict}: sign what the gates of this build said of an image. Returns the image by its digest. */
public class AttestVerdictStep extends Step {
    private final AttestVerdictOptions options;

    @DataBoundConstructor
    public AttestVerdictStep(String image) {
        this.options = new AttestVerdictOptions(image);
    }

    public String getImage() {
        return options.getImage();
    }

    public @Nullable String getKeyCredentialsId() {
        return options.getKeyCredentialsId();
    }

    @DataBoundSetter
    public void setKeyCredentialsId(@Nullable String keyCredentialsId) {
        options.setKeyCredentialsId(keyCredentialsId);
    }

    public @Nullable String getKmsKey() {
        return options.getKmsKey();
    }

    @DataBoundSetter
    public void setKmsKey(@Nullable String kmsKey) {
        options.setKmsKey(kmsKey);
    }

    public @Nullable String getAwsAccount() {
        return options.getAwsAccount();
    }

    @DataBoundSetter
    public void setAwsAccount(@Nullable String awsAccount) {
        options.setAwsAccount(awsAccount);
    }

    public @Nullable String getRegistryCredentialsId() {
        return options.getRegistryCredentialsId();
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(@Nullable String registryCredentialsId) {
        options.setRegistryCredentialsId(registryCredentialsId);
    }

    public @Nullable String getKeyPasswordCredentialsId() {
        return options.getKeyPasswordCredentialsId();
    }

    @DataBoundSetter
    public void setKeyPasswordCredentialsId(@Nullable String keyPasswordCredentialsId) {
        options.setKeyPasswordCredentialsId(keyPasswordCredentialsId);
    }

    /** Puts the whole policy into the statement, so that others can compare it with theirs. */
    public boolean isWithPolicy() {
        return options.isWithPolicy();
    }

    @DataBoundSetter
    public void setWithPolicy(boolean withPolicy) {
        options.setWithPolicy(withPolicy);
    }

    /** Files to put beside the image as well. */
    public String getAttach() {
        return options.getAttach();
    }

    @DataBoundSetter
    public void setAttach(String attach) {
        options.setAttach(attach);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, options);
    }

    /** Off the threads of Pipeline scripts. */
    private static final class Execution extends SynchronousNonBlockingStepExecution<String> {
        private static final long serialVersionUID = 1L;

        private final AttestVerdictOptions options;

        Execution(StepContext context, AttestVerdictOptions options) {
            super(context);
            this.options = options;
        }

        @Override
        protected String run() throws Exception {
            StepContext context = getContext();
            return new VerdictAttester(options)
                    .perform(new GateContext(
                            context.get(Run.class),
                            Optional.empty(),
                            context.get(TaskListener.class),
                            Optional.of(context.get(FlowNode.class))));
        }
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "attestVerdict";
        }

        @Override
        public String getDisplayName() {
            return Messages.AttestVerdict_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public @Nullable String argumentsToString(Map<String, Object> namedArgs) {
            Object image = namedArgs.get("image");
            return image == null ? null : image.toString();
        }

        /** For the form, which is that of the options. */
        public AttestVerdictOptions.DescriptorImpl getOptionsDescriptor() {
            return (AttestVerdictOptions.DescriptorImpl) Jenkins.get().getDescriptorOrDie(AttestVerdictOptions.class);
        }
    }
}
