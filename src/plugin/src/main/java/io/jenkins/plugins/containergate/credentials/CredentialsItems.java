package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Drop-downs of credentials, by what they are for. Without permission to use or configure, only the value that is already set
 * is shown.
 *
 * <p>Each is given the job or folder that the form belongs to; none in the global configuration, which only administrators see.
 */
public final class CredentialsItems {
    private CredentialsItems() {}

    /** Credentials that can log in to a registry. */
    public static ListBoxModel registry(@Nullable Item item, @Nullable String current) {
        return of(item, current, StandardUsernamePasswordCredentials.class, CredentialsMatchers.always());
    }

    /** Secret texts. */
    public static ListBoxModel secretText(@Nullable Item item, @Nullable String current) {
        return of(item, current, StringCredentials.class, CredentialsMatchers.always());
    }

    /** Credentials that AWS can be asked with, of the organisation. */
    public static ListBoxModel aws(@Nullable String current) {
        return of(null, current, StandardCredentials.class, new AwsKeysMatcher());
    }

    private static ListBoxModel of(
            @Nullable Item item,
            @Nullable String current,
            Class<? extends StandardCredentials> type,
            CredentialsMatcher matcher) {
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
            model.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), matcher);
        } else {
            model.includeMatchingAs(ACL.SYSTEM2, item, type, List.of(), matcher);
        }
        return model.includeCurrentValue(currentId);
    }
}
