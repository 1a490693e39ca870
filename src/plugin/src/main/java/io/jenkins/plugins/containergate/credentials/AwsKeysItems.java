package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Drop-down of the credentials that AWS can be asked with. */
public final class AwsKeysItems {
    private AwsKeysItems() {}

    /** Without permission to administer, only the value that is already set is shown. */
    public static ListBoxModel ofTheOrganisation(@Nullable String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        String currentId = current == null ? "" : current;
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return model.includeCurrentValue(currentId);
        }
        return model.includeEmptyValue()
                .includeMatchingAs(
                        ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), new AwsKeysMatcher())
                .includeCurrentValue(currentId);
    }
}
