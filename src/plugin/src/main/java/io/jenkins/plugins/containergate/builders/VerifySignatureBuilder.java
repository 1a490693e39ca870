package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.steps.ContainerStep;
import io.jenkins.plugins.containergate.steps.VerifySignatureStep;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code verifySignature} as a build step: is this digest signed by the signers trusted for its repository? */
public class VerifySignatureBuilder extends GateBuilder {
    private final VerifySignatureStep options;

    @DataBoundConstructor
    public VerifySignatureBuilder(VerifySignatureStep options) {
        this.options = options;
    }

    public VerifySignatureStep getOptions() {
        return options;
    }

    @Override
    protected ContainerStep options() {
        return options;
    }

    /** Form of the build step. */
    @Extension
    @Symbol("verifySignature")
    public static class DescriptorImpl extends GateBuilderDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.VerifySignature_displayName();
        }
    }
}
