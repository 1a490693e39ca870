package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/** Drop-down of secret text credentials for the organisation's configuration. */
public final class SecretTextItems {
    private SecretTextItems() {}

    /** Without permission to administer, only the value that is already set is shown. */
    public static ListBoxModel ofTheOrganisation(@Nullable String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        String currentId = current == null ? "" : current;
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return model.includeCurrentValue(currentId);
        }
        return model.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2, Jenkins.get(), StringCredentials.class, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(currentId);
    }

    /**
     * For the form of a job.
     *
     * @param item the job or folder the form belongs to
     */
    public static ListBoxModel of(@Nullable Item item, @Nullable String current) {
        if (item == null) {
            return ofTheOrganisation(current);
        }
        StandardListBoxModel model = new StandardListBoxModel();
        String currentId = current == null ? "" : current;
        if (!item.hasPermission(Item.EXTENDED_READ) && !item.hasPermission(CredentialsProvider.USE_ITEM)) {
            return model.includeCurrentValue(currentId);
        }
        return model.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, item, StringCredentials.class, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(currentId);
    }
}
