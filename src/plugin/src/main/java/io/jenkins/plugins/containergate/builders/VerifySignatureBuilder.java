package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.VerifySignatureOptions;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code verifySignature} as a build step: is this digest signed by the signers trusted for its repository? */
public class VerifySignatureBuilder extends GateBuilder {
    private final VerifySignatureOptions options;

    @DataBoundConstructor
    public VerifySignatureBuilder(VerifySignatureOptions options) {
        this.options = options;
    }

    public VerifySignatureOptions getOptions() {
        return options;
    }

    @Override
    protected GateOptions options() {
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
