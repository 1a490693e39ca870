package io.jenkins.plugins.containergate.config.policy;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.policy.setting.AwsLookups;
import io.jenkins.lib.containergate.policy.setting.Demand;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which rules on task definitions are asked, what they compare with, and what is demanded of the images of a task. */
public class TaskDefinitionSettings implements Describable<TaskDefinitionSettings>, PolicyPart {
    private @Nullable String profile;
    private List<RuleLevelSettings> rules = new ArrayList<>();
    private @Nullable String awsLookups;
    private List<String> trustedRegistries = new ArrayList<>();
    private List<String> environmentFiles = new ArrayList<>();
    private List<String> hostPaths = new ArrayList<>();
    private List<String> commands = new ArrayList<>();
    private List<String> admissionHooks = new ArrayList<>();
    private @Nullable String imagesSigned;
    private @Nullable String imagesScanned;
    private List<SegmentSettings> segments = new ArrayList<>();

    @DataBoundConstructor
    public TaskDefinitionSettings() {}

    /** One or several of {@code baseline}, {@code strict}, {@code cis-docker} and {@code fsbp}, separated by commas. */
    public @Nullable String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(@Nullable String profile) {
        this.profile = Util.fixEmptyAndTrim(profile);
    }

    public List<RuleLevelSettings> getRules() {
        return rules == null ? List.of() : List.copyOf(rules);
    }

    @DataBoundSetter
    public void setRules(List<RuleLevelSettings> rules) {
        this.rules = new ArrayList<>(rules);
    }

    /** {@code required}, {@code asked} or {@code optional}. */
    public @Nullable String getAwsLookups() {
        return awsLookups;
    }

    @DataBoundSetter
    public void setAwsLookups(@Nullable String awsLookups) {
        this.awsLookups = Util.fixEmptyAndTrim(awsLookups);
    }

    /** Patterns over {@code REGISTRY/PATH}; none trusts any. */
    public List<String> getTrustedRegistries() {
        return copy(trustedRegistries);
    }

    @DataBoundSetter
    public void setTrustedRegistries(List<String> trustedRegistries) {
        this.trustedRegistries = Lines.of(trustedRegistries);
    }

    /** For the form: one a line. */
    public String getTrustedRegistriesText() {
        return String.join("\n", getTrustedRegistries());
    }

    /** Patterns over {@code BUCKET/KEY}; none trusts any. */
    public List<String> getEnvironmentFiles() {
        return copy(environmentFiles);
    }

    @DataBoundSetter
    public void setEnvironmentFiles(List<String> environmentFiles) {
        this.environmentFiles = Lines.of(environmentFiles);
    }

    /** For the form: one a line. */
    public String getEnvironmentFilesText() {
        return String.join("\n", getEnvironmentFiles());
    }

    /** Patterns over directories of instances; none allows any but those of the system. */
    public List<String> getHostPaths() {
        return copy(hostPaths);
    }

    @DataBoundSetter
    public void setHostPaths(List<String> hostPaths) {
        this.hostPaths = Lines.of(hostPaths);
    }

    /** For the form: one a line. */
    public String getHostPathsText() {
        return String.join("\n", getHostPaths());
    }

    /** Patterns over commands of containers; none allows any. */
    public List<String> getCommands() {
        return copy(commands);
    }

    @DataBoundSetter
    public void setCommands(List<String> commands) {
        this.commands = Lines.of(commands);
    }

    /** For the form: one a line. */
    public String getCommandsText() {
        return String.join("\n", getCommands());
    }

    /** Patterns over ARNs of functions; with none, services need no hook. */
    public List<String> getAdmissionHooks() {
        return copy(admissionHooks);
    }

    @DataBoundSetter
    public void setAdmissionHooks(List<String> admissionHooks) {
        this.admissionHooks = Lines.of(admissionHooks);
    }

    /** For the form: one a line. */
    public String getAdmissionHooksText() {
        return String.join("\n", getAdmissionHooks());
    }

    /** {@code required} or {@code optional}. */
    public @Nullable String getImagesSigned() {
        return imagesSigned;
    }

    @DataBoundSetter
    public void setImagesSigned(@Nullable String imagesSigned) {
        this.imagesSigned = Util.fixEmptyAndTrim(imagesSigned);
    }

    /** {@code required} or {@code optional}. */
    public @Nullable String getImagesScanned() {
        return imagesScanned;
    }

    @DataBoundSetter
    public void setImagesScanned(@Nullable String imagesScanned) {
        this.imagesScanned = Util.fixEmptyAndTrim(imagesScanned);
    }

    /** By whom services may be reached. */
    public List<SegmentSettings> getSegments() {
        return segments == null ? List.of() : List.copyOf(segments);
    }

    @DataBoundSetter
    public void setSegments(List<SegmentSettings> segments) {
        this.segments = new ArrayList<>(segments);
    }

    /** Absent in what an earlier version stored. */
    private static List<String> copy(@Nullable List<String> stored) {
        return stored == null ? List.of() : List.copyOf(stored);
    }

    @Override
    public Map<String, Object> plain() {
        PolicyPart images = () -> new PlainPolicy()
                .text("signed", imagesSigned)
                .text("scanned", imagesScanned)
                .map();
        return new PlainPolicy()
                .profiles("profile", profile)
                .rules("rules", getRules())
                .text("awsLookups", awsLookups)
                .texts("trustedRegistries", getTrustedRegistries())
                .texts("environmentFiles", getEnvironmentFiles())
                .texts("hostPaths", getHostPaths())
                .texts("commands", getCommands())
                .texts("admissionHooks", getAdmissionHooks())
                .values("images", images)
                .sections("segments", getSegments())
                .map();
    }

    /** Form of this part. */
    @Extension
    public static class DescriptorImpl extends PolicyPartDescriptor<TaskDefinitionSettings> {
        @Override
        public String getDisplayName() {
            return Messages.TaskDefinitionSettings_displayName();
        }

        @POST
        public FormValidation doCheckProfile(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition").profiles("profile", value));
        }

        @POST
        public FormValidation doCheckTrustedRegistries(
                @AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition").lines("trustedRegistries", value));
        }

        @POST
        public FormValidation doCheckEnvironmentFiles(
                @AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition").lines("environmentFiles", value));
        }

        @POST
        public FormValidation doCheckHostPaths(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition").lines("hostPaths", value));
        }

        @POST
        public FormValidation doCheckCommands(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition").lines("commands", value));
        }

        @POST
        public FormValidation doCheckAdmissionHooks(@AncestorInPath @Nullable Item item, @QueryParameter String value) {
            return check(item, at("taskDefinition").lines("admissionHooks", value));
        }

        @POST
        public ListBoxModel doFillAwsLookupsItems() {
            return choices(AwsLookups.values());
        }

        @POST
        public ListBoxModel doFillImagesSignedItems() {
            return choices(Demand.values());
        }

        @POST
        public ListBoxModel doFillImagesScannedItems() {
            return choices(Demand.values());
        }
    }
}
