package io.jenkins.plugins.containergate.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.attest.AttestationRequest;
import io.jenkins.plugins.containergate.attest.VerdictAttester;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.credentials.CredentialsItems;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code attestVerdict}: sign what the gates of this build said of an image in a registry. Returns the image by its digest.
 */
public class AttestVerdictStep extends ContainerStep implements AttestationRequest {
    private static final long serialVersionUID = 1L;

    private @Nullable String image;
    private @Nullable String keyCredentialsId;
    private @Nullable String kmsKey;
    private @Nullable String keyPasswordCredentialsId;
    private boolean withPolicy;
    private @Nullable String attach;

    @DataBoundConstructor
    public AttestVerdictStep(@Nullable String image) {
        this.image = image == null ? "" : image.strip();
    }

    @Override
    public String getImage() {
        return image == null ? "" : image;
    }

    @Override
    public @Nullable String getKeyCredentialsId() {
        return keyCredentialsId;
    }

    @DataBoundSetter
    public void setKeyCredentialsId(@Nullable String keyCredentialsId) {
        this.keyCredentialsId = Util.fixEmptyAndTrim(keyCredentialsId);
    }

    @Override
    public @Nullable String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(@Nullable String kmsKey) {
        this.kmsKey = Util.fixEmptyAndTrim(kmsKey);
    }

    @Override
    public @Nullable String getKeyPasswordCredentialsId() {
        return keyPasswordCredentialsId;
    }

    @DataBoundSetter
    public void setKeyPasswordCredentialsId(@Nullable String keyPasswordCredentialsId) {
        this.keyPasswordCredentialsId = Util.fixEmptyAndTrim(keyPasswordCredentialsId);
    }

    @Override
    public boolean isWithPolicy() {
        return withPolicy;
    }

    @DataBoundSetter
    public void setWithPolicy(boolean withPolicy) {
        this.withPolicy = withPolicy;
    }

    @Override
    public String getAttach() {
        // configurations of jobs are read without any constructor, and may not have it
        return attach == null ? "" : attach;
    }

    @DataBoundSetter
    public void setAttach(@Nullable String attach) {
        this.attach = Util.fixEmptyAndTrim(attach);
    }

    @Override
    public AttestVerdictStep expandedBy(EnvVars environment) {
        AttestVerdictStep expanded = (AttestVerdictStep) super.expandedBy(environment);
        expanded.image = expand(image, environment);
        expanded.attach = expand(attach, environment);
        return expanded;
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(getImage());
    }

    @Override
    public String perform(GateContext context) throws IOException, InterruptedException {
        if (!unknown().isEmpty()) {
            throw new AbortException(Messages.ContainerStep_unknown(DescriptorImpl.NAME, String.join(", ", unknown())));
        }
        return new VerdictAttester(this).perform(context);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "attestVerdict";

        public DescriptorImpl() {
            super(NAME, List.of("image"));
        }

        @Override
        public String getDisplayName() {
            return Messages.AttestVerdict_displayName();
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            return value.contains("$") ? FormValidation.ok() : of(VerifySignatureStep.notInRegistry(value.strip()));
        }

        @POST
        public FormValidation doCheckAttach(@QueryParameter String value) {
            try {
                AttachedFile.Kind.listed(value.contains("$") ? "" : value);
                return FormValidation.ok();
            } catch (GateException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckKmsKey(@QueryParameter String value, @QueryParameter String keyCredentialsId) {
            String key = Util.fixEmptyAndTrim(value);
            if ((key == null) == (Util.fixEmptyAndTrim(keyCredentialsId) == null)) {
                return FormValidation.error(Messages.AttestVerdictStep_oneKey());
            }
            return key == null || Arn.ofKmsKey(key).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AttestVerdictStep_notAKey());
        }

        @POST
        public ListBoxModel doFillKeyCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String keyCredentialsId) {
            return CredentialsItems.secretText(item, keyCredentialsId);
        }

        @POST
        public ListBoxModel doFillKeyPasswordCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String keyPasswordCredentialsId) {
            return CredentialsItems.secretText(item, keyPasswordCredentialsId);
        }
    }
}
