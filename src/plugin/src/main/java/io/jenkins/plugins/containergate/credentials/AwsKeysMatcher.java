package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that AWS can be asked with: objects of plugins for AWS, and access keys as user name and password. Types of
 * the SDK are known by their names, because nobody may have installed it.
 */
final class AwsKeysMatcher implements CredentialsMatcher {
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
