package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.credentials.RegistryCredentialsItems;
import io.jenkins.plugins.containergate.credentials.SecretTextItems;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Options of {@code attestVerdict}: an image in a registry that this build has judged, and the key to sign with. */
public class AttestVerdictOptions implements Describable<AttestVerdictOptions>, Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable String image;
    private @Nullable String keyCredentialsId;
    private @Nullable String kmsKey;
    private @Nullable String awsAccount;
    private @Nullable String registryCredentialsId;
    private @Nullable String keyPasswordCredentialsId;
    private boolean withPolicy;
    private @Nullable String attach;

    @DataBoundConstructor
    public AttestVerdictOptions(@Nullable String image) {
        this.image = image == null ? "" : image.strip();
    }

    public String getImage() {
        return image == null ? "" : image;
    }

    /** Secret text: a private key in PEM (PKCS #8). */
    public @Nullable String getKeyCredentialsId() {
        return keyCredentialsId;
    }

    @DataBoundSetter
    public void setKeyCredentialsId(@Nullable String keyCredentialsId) {
        this.keyCredentialsId = Util.fixEmptyAndTrim(keyCredentialsId);
    }

    /** ARN of a key in AWS KMS, instead of one in the credentials. */
    public @Nullable String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(@Nullable String kmsKey) {
        this.kmsKey = Util.fixEmptyAndTrim(kmsKey);
    }

    /** Name of an AWS account of the organisation's configuration, for the key and for ECR. */
    public @Nullable String getAwsAccount() {
        return awsAccount;
    }

    @DataBoundSetter
    public void setAwsAccount(@Nullable String awsAccount) {
        this.awsAccount = Util.fixEmptyAndTrim(awsAccount);
    }

    public @Nullable String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(@Nullable String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    /** Secret text: the password of the key, where it is encrypted. */
    public @Nullable String getKeyPasswordCredentialsId() {
        return keyPasswordCredentialsId;
    }

    @DataBoundSetter
    public void setKeyPasswordCredentialsId(@Nullable String keyPasswordCredentialsId) {
        this.keyPasswordCredentialsId = Util.fixEmptyAndTrim(keyPasswordCredentialsId);
    }

    /** Puts the whole policy into the statement, so that others can compare it with theirs. */
    public boolean isWithPolicy() {
        return withPolicy;
    }

    @DataBoundSetter
    public void setWithPolicy(boolean withPolicy) {
        this.withPolicy = withPolicy;
    }

    /** {@code sbom}, {@code verdict}, or both with a comma between them: files to put beside the image as well. */
    public String getAttach() {
        // configurations of jobs are read without any constructor, and may not have it
        return attach == null ? "" : attach;
    }

    @DataBoundSetter
    public void setAttach(@Nullable String attach) {
        this.attach = Util.fixEmptyAndTrim(attach);
    }

    /** These options with the variables of a freestyle build put in. */
    public AttestVerdictOptions expandedBy(EnvVars environment) {
        AttestVerdictOptions expanded = new AttestVerdictOptions(environment.expand(getImage()));
        expanded.setKeyCredentialsId(keyCredentialsId);
        expanded.setKmsKey(kmsKey);
        expanded.setAwsAccount(awsAccount);
        expanded.setRegistryCredentialsId(registryCredentialsId);
        expanded.setKeyPasswordCredentialsId(keyPasswordCredentialsId);
        expanded.setWithPolicy(withPolicy);
        expanded.setAttach(environment.expand(getAttach()));
        return expanded;
    }

    private static Optional<String> problem(String image) {
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
    public static class DescriptorImpl extends Descriptor<AttestVerdictOptions> {
        @Override
        public String getDisplayName() {
            return Messages.AttestVerdict_displayName();
        }

        /** The reference of steps looks for help texts at the step. */
        @Override
        public @Nullable String getHelpFile(String fieldName) {
            return GateOptionsDescriptor.helpOfStep("attestVerdict", fieldName);
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            return value.contains("$")
                    ? FormValidation.ok()
                    : problem(value.strip()).map(FormValidation::error).orElseGet(FormValidation::ok);
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
                return FormValidation.error(Messages.AttestVerdictOptions_oneKey());
            }
            return key == null || Arn.ofKmsKey(key).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AttestVerdictOptions_notAKey());
        }

        @POST
        public ListBoxModel doFillAwsAccountItems(
                @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String awsAccount) {
            return AwsAccountItems.of(item, awsAccount);
        }

        @POST
        public ListBoxModel doFillKeyCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String keyCredentialsId) {
            return SecretTextItems.of(item, keyCredentialsId);
        }

        @POST
        public ListBoxModel doFillKeyPasswordCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String keyPasswordCredentialsId) {
            return SecretTextItems.of(item, keyPasswordCredentialsId);
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String registryCredentialsId) {
            return RegistryCredentialsItems.of(item, registryCredentialsId);
        }
    }
}
