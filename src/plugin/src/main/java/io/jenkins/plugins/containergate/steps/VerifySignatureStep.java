package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.VerifySignatureOptions;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code verifySignature}: is this digest signed by the signers trusted for its repository? */
public class VerifySignatureStep extends GateStep {
    private final VerifySignatureOptions options = new VerifySignatureOptions();

    @DataBoundConstructor
    public VerifySignatureStep() {}

    @Override
    protected GateOptions options() {
        return options;
    }

    public @Nullable String getImage() {
        return options.getImage();
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        options.setImage(image);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        public DescriptorImpl() {
            super("verifySignature", VerifySignatureOptions.class, List.of("image"));
        }

        /** Outside of a node the controller fetches the signatures itself. */
        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class, FlowNode.class);
        }

        @Override
        public String getDisplayName() {
            return Messages.VerifySignature_displayName();
        }
    }
}
