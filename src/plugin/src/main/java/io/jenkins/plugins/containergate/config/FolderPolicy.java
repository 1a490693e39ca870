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
import java.util.Locale;
import java.util.Optional;
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

    /**
     * Whether an item is inside the folder. Upper and lower case are the same here: on some systems they are for
     * Jenkins, and then a policy that is not applied would be the worse mistake.
     */
    boolean covers(String fullName) {
        return lower(fullName).startsWith(lower(folder) + "/");
    }

    /** This policy after an item got another name: it goes with what it {@link #covers}. */
    FolderPolicy renamed(String oldFullName, String newFullName) {
        boolean itself = folder.equalsIgnoreCase(oldFullName);
        boolean inside = folder.regionMatches(true, 0, oldFullName + "/", 0, oldFullName.length() + 1);
        return itself || inside ? new FolderPolicy(newFullName + folder.substring(oldFullName.length()), policy) : this;
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

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
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
