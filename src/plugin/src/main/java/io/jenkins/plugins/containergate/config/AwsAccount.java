package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
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
public class AwsAccount implements Describable<AwsAccount> {
    private final String name;
    private @Nullable String credentialsId;
    private @Nullable String roleArn;
    private List<String> regions = new ArrayList<>();

    @DataBoundConstructor
    public AwsAccount(String name) {
        this.name = name.strip();
    }

    public String getName() {
        return name;
    }

    /** Id of AWS credentials; without it, those of the machine Jenkins runs on. */
    public @Nullable String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@Nullable String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /** A role to assume with the credentials. */
    public @Nullable String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(@Nullable String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    public List<String> getRegions() {
        return List.copyOf(regions);
    }

    @DataBoundSetter
    public void setRegions(List<String> regions) {
        this.regions = Lines.of(regions);
    }

    /** For the form: one a line. */
    public String getRegionsText() {
        return String.join("\n", regions);
    }

    /** Form of one account. */
    @Extension
    public static class DescriptorImpl extends Descriptor<AwsAccount> {
        private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");

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
    }
}
