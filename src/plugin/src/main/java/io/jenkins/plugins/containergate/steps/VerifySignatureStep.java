package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.evaluate.SignatureJudge;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code verifySignature}: is this digest signed by the signers trusted for its repository? The image is in a registry. Whom
 * to trust is for the policy to say.
 */
public class VerifySignatureStep extends ImageStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public VerifySignatureStep() {}

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.SIGNATURES);
    }

    @Override
    protected Optional<String> conflict() {
        return getImage() == null ? Optional.of(Messages.VerifySignatureStep_noImage()) : notInRegistry(getImage());
    }

    /** Why an image cannot have signatures, if so. */
    static Optional<String> notInRegistry(String image) {
        try {
            return ImageLocation.parse(image) instanceof ImageLocation.Registry
                    ? Optional.empty()
                    : Optional.of(Messages.VerifySignatureStep_notInRegistry());
        } catch (GateException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return List.of(new SignatureJudge(context, policy, getAwsAccount(), clock).judge(target()));
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "verifySignature";

        public DescriptorImpl() {
            super(NAME, List.of("image"));
        }

        @Override
        public String getDisplayName() {
            return Messages.VerifySignature_displayName();
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            @Nullable String image = Util.fixEmptyAndTrim(value);
            if (image == null) {
                return FormValidation.error(Messages.VerifySignatureStep_noImage());
            }
            // A variable of the build: only the build knows.
            return image.contains("$") ? FormValidation.ok() : of(notInRegistry(image));
        }
    }
}
