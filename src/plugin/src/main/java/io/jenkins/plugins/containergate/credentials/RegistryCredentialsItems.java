package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/**
 * Drop-down of the credentials that can log in to a registry.
 *
 * <p>Without permission to use or configure, only the value that is already set is shown.
 */
public final class RegistryCredentialsItems {
    private RegistryCredentialsItems() {}

    /** @param item the job or folder the form belongs to; none in the global configuration */
    public static ListBoxModel of(@Nullable Item item, @Nullable String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        String currentId = current == null ? "" : current;
        boolean allowed = item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        if (!allowed) {
            return model.includeCurrentValue(currentId);
        }
        model.includeEmptyValue();
        if (item == null) {
            model.includeMatchingAs(
                    ACL.SYSTEM2,
                    Jenkins.get(),
                    StandardUsernamePasswordCredentials.class,
                    List.of(),
                    CredentialsMatchers.always());
        } else {
            model.includeMatchingAs(
                    ACL.SYSTEM2,
                    item,
                    StandardUsernamePasswordCredentials.class,
                    List.of(),
                    CredentialsMatchers.always());
        }
        return model.includeCurrentValue(currentId);
    }
}
