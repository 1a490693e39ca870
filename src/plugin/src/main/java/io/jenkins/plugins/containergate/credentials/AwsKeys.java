package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.security.ACL;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Credentials for AWS of the organisation's configuration. They never leave the controller. */
public final class AwsKeys {
    private AwsKeys() {}

    /** @return empty when there are none of this id */
    public static Optional<StandardCredentials> ofOrganisation(String credentialsId) {
        return Optional.ofNullable(CredentialsProvider.findCredentialByIdInItemGroup(
                credentialsId, StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()));
    }
}
