package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Label;
import hudson.model.Node;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.awssdk.BucketPath;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedCache;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.credentials.CredentialsItems;
import io.jenkins.plugins.containergate.credentials.OrganisationSecrets;
import java.util.Base64;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A bucket through which agents share what they found in layers. */
public class SharedCacheSettings implements Describable<SharedCacheSettings> {
    private static final String REMEDY =
            "have an administrator correct the shared cache under Manage Jenkins, Security, Container gate";

    private final String address;
    private final String awsAccount;
    private final String keyCredentialsId;
    private @Nullable String region;
    private @Nullable String label;

    /**
     * @param address {@code s3://BUCKET/PREFIX}
     * @param awsAccount name of an AWS account of this configuration
     * @param keyCredentialsId id of a secret text credential: the key of all who share, in base64
     * @throws IllegalArgumentException when the address has another form, or one of them is empty
     */
    @DataBoundConstructor
    public SharedCacheSettings(String address, String awsAccount, String keyCredentialsId) {
        this.address = required("address", address);
        this.awsAccount = required("awsAccount", awsAccount);
        this.keyCredentialsId = required("keyCredentialsId", keyCredentialsId);
        try {
            path();
        } catch (GateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String required(String name, @Nullable String value) {
        String given = Util.fixEmptyAndTrim(value);
        if (given == null) {
            throw new IllegalArgumentException(Messages.SharedCacheSettings_missing(name));
        }
        return given;
    }

    public String getAddress() {
        return address;
    }

    public String getAwsAccount() {
        return awsAccount;
    }

    public String getKeyCredentialsId() {
        return keyCredentialsId;
    }

    /** Region of the bucket; {@code null} for the first of the account, or that of the controller. */
    public @Nullable String getRegion() {
        return region;
    }

    /** @throws IllegalArgumentException when it is no name of a region */
    @DataBoundSetter
    public void setRegion(@Nullable String region) {
        this.region = AwsAccount.region(Util.fixEmptyAndTrim(region));
    }

    /** Which agents share, as a label expression; {@code null} for all. */
    public @Nullable String getLabel() {
        return label;
    }

    /** @throws IllegalArgumentException when it is not a label expression */
    @DataBoundSetter
    public void setLabel(@Nullable String label) {
        String expression = Util.fixEmptyAndTrim(label);
        if (expression != null) {
            Label.parseExpression(expression);
        }
        this.label = expression;
    }

    /** Whether this agent shares. */
    public boolean isFor(Node node) {
        return label == null || Label.parseExpression(label).matches(node);
    }

    /** @throws GateException when it has another form than {@code s3://BUCKET/PREFIX} */
    public BucketPath path() throws GateException {
        return BucketPath.parse(address);
    }

    /**
     * Read from the credentials now, so that a changed one counts at once.
     *
     * @throws GateException when there is no such secret text, or it is not a key
     */
    public byte[] key() throws GateException {
        String secret = OrganisationSecrets.text(keyCredentialsId, address)
                .orElseThrow(() -> new GateException(
                        "the secret text '" + keyCredentialsId + "' for the shared cache does not exist", REMEDY));
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.strip());
        } catch (IllegalArgumentException e) {
            key = new byte[0]; // the cause would quote the secret
        }
        if (key.length < SharedCache.KEY) {
            throw new GateException(
                    "the secret text '" + keyCredentialsId + "' is not a key of a shared cache",
                    "make one of at least " + SharedCache.KEY + " random bytes in base64: openssl rand -base64 "
                            + SharedCache.KEY);
        }
        return key;
    }

    /** Form of the shared cache. */
    @Extension
    public static class DescriptorImpl extends Descriptor<SharedCacheSettings> {
        @Override
        public String getDisplayName() {
            return Messages.SharedCacheSettings_displayName();
        }

        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            try {
                BucketPath.parse(value.strip());
                return FormValidation.ok();
            } catch (GateException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        @POST
        public FormValidation doCheckAwsAccount(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckLabel(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            try {
                if (!value.isBlank()) {
                    Label.parseExpression(value.strip());
                }
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(Messages.SharedCacheSettings_notALabel());
            }
        }

        @POST
        public ListBoxModel doFillKeyCredentialsIdItems(@QueryParameter @Nullable String keyCredentialsId) {
            return CredentialsItems.secretText(null, keyCredentialsId);
        }
    }
}
