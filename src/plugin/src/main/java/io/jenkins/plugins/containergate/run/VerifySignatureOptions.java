package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Options of {@code verifySignature}: an image in a registry. Whom to trust is for the policy to say. */
public class VerifySignatureOptions extends GateOptions {
    private static final long serialVersionUID = 1L;

    private @Nullable String image;

    @DataBoundConstructor
    public VerifySignatureOptions() {}

    /** A registry reference. */
    public @Nullable String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    @Override
    public VerifySignatureOptions expandedBy(EnvVars environment) {
        VerifySignatureOptions expanded = new VerifySignatureOptions();
        expandInto(expanded, environment);
        expanded.setImage(expand(image, environment));
        return expanded;
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(image);
    }

    @Override
    String gateName() {
        return "verifySignature";
    }

    @Override
    Set<GateName> gates() {
        return Set.of(GateName.SIGNATURES);
    }

    @Override
    public Optional<String> problem() {
        return problem(image);
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws GateException, IOException, InterruptedException {
        return List.of(new SignatureJudge(context, policy, getAwsAccount(), clock).judge(this));
    }

    private static Optional<String> problem(@Nullable String image) {
        if (image == null) {
            return Optional.of(Messages.VerifySignatureOptions_noImage());
        }
        try {
            return ImageLocation.parse(image) instanceof ImageLocation.Registry
                    ? Optional.empty()
                    : Optional.of(Messages.VerifySignatureOptions_notInRegistry());
        } catch (GateException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Form of the options, shared by the step and the build step. */
    @Extension
    public static class DescriptorImpl extends GateOptionsDescriptor {
        public DescriptorImpl() {
            super("verifySignature");
        }

        @Override
        public String getDisplayName() {
            return Messages.VerifySignature_displayName();
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            String image = Util.fixEmptyAndTrim(value);
            // A variable of the build: only the build knows.
            return image != null && image.contains("$")
                    ? FormValidation.ok()
                    : problem(image).map(FormValidation::error).orElseGet(FormValidation::ok);
        }
    }
}
