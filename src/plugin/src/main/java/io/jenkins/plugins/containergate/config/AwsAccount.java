package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.aws.AwsIdentity;
import io.jenkins.plugins.containergate.credentials.CredentialsItems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An AWS account that jobs may name: how to get into it, and in which regions it is used. */
public class AwsAccount implements AwsIdentity, Describable<AwsAccount> {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,5}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

    private final String name;
    private @Nullable String credentialsId;
    private @Nullable String roleArn;
    private @Nullable String accountId;
    private @Nullable String externalId;
    private List<String> regions = new ArrayList<>();

    /** Configuration as code passes {@code null} for what it does not have; the configuration refuses an empty name. */
    @DataBoundConstructor
    public AwsAccount(@Nullable String name) {
        this.name = name == null ? "" : name.strip();
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    @Override
    public @Nullable String getRoleArn() {
        return roleArn;
    }

    /** @throws IllegalArgumentException when it is not the ARN of a role */
    @DataBoundSetter
    public void setRoleArn(@Nullable String roleArn) {
        this.roleArn = matching(ROLE, Util.fixEmptyAndTrim(roleArn), Messages.AwsAccount_notARole());
    }

    @Override
    public @Nullable String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(@Nullable String externalId) {
        this.externalId = Util.fixEmptyAndTrim(externalId);
    }

    /** Twelve digits, for which gates take this account without a job naming it; without one, those of the role. */
    public @Nullable String getAccountId() {
        return accountId;
    }

    /** @throws IllegalArgumentException when it is not twelve digits */
    @DataBoundSetter
    public void setAccountId(@Nullable String accountId) {
        this.accountId = matching(ACCOUNT, Util.fixEmptyAndTrim(accountId), Messages.AwsAccount_notAnAccount());
    }

    /** Whether gates may take it for this account and region without a job naming it. */
    public boolean covers(String account, String region) {
        return AccountScope.of(accountId, roleArn, regions).covers(account, region);
    }

    @Override
    public List<String> getRegions() {
        return List.copyOf(regions);
    }

    /** @throws IllegalArgumentException when one is no name of a region */
    @DataBoundSetter
    public void setRegions(List<String> regions) {
        List<String> lines = Lines.of(regions);
        lines.forEach(AwsAccount::region);
        this.regions = lines;
    }

    /** @throws IllegalArgumentException when it is no name of a region */
    static @Nullable String region(@Nullable String name) {
        return matching(REGION, name, Messages.AwsAccount_notARegion());
    }

    /** Configuration code is not validated while it is typed: what never can be right is refused when it is read. */
    private static @Nullable String matching(Pattern pattern, @Nullable String value, String problem) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(SafeText.quoted(value) + ": " + problem);
        }
        return value;
    }

    /** For the form: one a line. */
    public String getRegionsText() {
        return String.join("\n", regions);
    }

    /** Form of one account. */
    @Extension
    public static class DescriptorImpl extends Descriptor<AwsAccount> {
        @Override
        public String getDisplayName() {
            return Messages.AwsAccount_displayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            return FormValidation.validateRequired(value);
        }

        @POST
        public FormValidation doCheckRoleArn(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            String arn = Util.fixEmptyAndTrim(value);
            return arn == null || ROLE.matcher(arn).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AwsAccount_notARole());
        }

        @POST
        public FormValidation doCheckAccountId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            String id = Util.fixEmptyAndTrim(value);
            return id == null || ACCOUNT.matcher(id).matches()
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.AwsAccount_notAnAccount());
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter @Nullable String credentialsId) {
            return CredentialsItems.aws(credentialsId);
        }

        /** Uses credentials and reaches out, so only for those who may save it anyway. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter @Nullable String name,
                @QueryParameter @Nullable String credentialsId,
                @QueryParameter @Nullable String roleArn,
                @QueryParameter @Nullable String externalId,
                @QueryParameter @Nullable String regions)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            AwsAccount account = new AwsAccount(name == null ? "" : name);
            account.setCredentialsId(credentialsId);
            account.setExternalId(externalId);
            try {
                account.setRoleArn(roleArn);
                account.setRegions(regions == null ? List.of() : List.of(regions));
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
            return AwsAccountProbe.of(account);
        }
    }
}
