package io.jenkins.plugins.containergate.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The policy of everything inside one folder. It is kept in the configuration of the organisation and not in the folder,
 * whose owners could otherwise remove it.
 */
public class FolderPolicy implements Describable<FolderPolicy> {
    private final String folder;
    private final PolicySettings policy;

    /** @throws IllegalArgumentException without a folder, because the policy would apply to nothing, or without a policy */
    @DataBoundConstructor
    public FolderPolicy(@Nullable String folder, @Nullable PolicySettings policy) {
        this.folder = folder == null ? "" : folder.strip().replaceAll("^/+|/+$", "");
        if (this.folder.isEmpty()) {
            throw new IllegalArgumentException(Messages.FolderPolicy_empty());
        }
        if (policy == null) {
            throw new IllegalArgumentException(Messages.FolderPolicy_noPolicy(this.folder));
        }
        this.policy = policy;
    }

    /** Full name, such as {@code teams/payments}. */
    public String getFolder() {
        return folder;
    }

    public PolicySettings getPolicy() {
        return policy;
    }

    /** Whether an item is inside the folder. */
    boolean covers(String fullName) {
        return name().holds(fullName);
    }

    FolderName name() {
        return new FolderName(folder);
    }

    /**
     * What is to apply after an item got another name: the policy goes with what it {@link #covers}. Where the names differ in
     * upper and lower case, there can be another item that has exactly this name, so the policy also stays where it is. It is not
     * there twice where only the case of the name changes: one of them covers both.
     */
    Stream<FolderPolicy> after(String oldFullName, String newFullName) {
        if (!name().isOrIsIn(oldFullName)) {
            return Stream.of(this);
        }
        FolderPolicy moved = new FolderPolicy(newFullName + folder.substring(oldFullName.length()), policy);
        boolean replaced = folder.startsWith(oldFullName) || moved.name().key().equals(name().key());
        return replaced ? Stream.of(moved) : Stream.of(this, moved);
    }

    /** Whether Jenkins could not read a part of it: XStream calls no constructor. */
    boolean isIncomplete() {
        return folder == null || folder.isBlank() || policy == null;
    }

    int depth() {
        return folder.split("/").length;
    }

    PolicyDocument document() throws PolicyFormatException {
        return policy.document(layer(), "policy of folder " + folder);
    }

    /** Name of its policy layer. */
    String layer() {
        return "folder " + folder;
    }

    /** Form of one folder. */
    @Extension
    public static class DescriptorImpl extends Descriptor<FolderPolicy> {
        @Override
        public String getDisplayName() {
            return Messages.FolderPolicy_displayName();
        }

        @POST
        public FormValidation doCheckFolder(@QueryParameter @Nullable String value) {
            Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
            String name = Optional.ofNullable(value).orElse("").strip();
            if (name.isEmpty()) {
                return FormValidation.error(Messages.FolderPolicy_noName());
            }
            return Jenkins.get().getItemByFullName(name) instanceof ItemGroup
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.FolderPolicy_noFolder(name));
        }
    }
}
