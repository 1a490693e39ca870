package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
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

    /**
     * Credentials that AWS can be asked with: objects of plugins for AWS, and access keys as user name and password. Types of
     * the SDK are known by their names, because nobody may have installed it.
     */
    static final class AwsKeysMatcher implements CredentialsMatcher {
        private static final long serialVersionUID = 1L;
        private static final String PROVIDER = "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider";

        @Override
        public boolean matches(Credentials item) {
            return item instanceof StandardUsernamePasswordCredentials || is(item.getClass(), PROVIDER);
        }

        static boolean is(@Nullable Class<?> type, String name) {
            if (type == null) {
                return false;
            }
            if (type.getName().equals(name) || is(type.getSuperclass(), name)) {
                return true;
            }
            for (Class<?> implemented : type.getInterfaces()) {
                if (is(implemented, name)) {
                    return true;
                }
            }
            return false;
        }
    }
}
