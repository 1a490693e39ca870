package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Run;
import hudson.security.ACL;
import java.util.Optional;
import jenkins.model.Jenkins;

/** User names and passwords for registries. */
public final class RegistryPasswords {
    private RegistryPasswords() {}

    /**
     * Those a build may use, by the rights of whoever it runs for; the use is recorded.
     *
     * @param url of the registry
     */
    public static Optional<StandardUsernamePasswordCredentials> ofRun(String credentialsId, Run<?, ?> run, String url) {
        return Optional.ofNullable(CredentialsProvider.track(
                run,
                CredentialsProvider.findCredentialById(
                        credentialsId,
                        StandardUsernamePasswordCredentials.class,
                        run,
                        URIRequirementBuilder.fromUri(url).build())));
    }

    /** Those of the organisation's configuration. */
    public static Optional<StandardUsernamePasswordCredentials> ofOrganisation(String credentialsId, String url) {
        return Optional.ofNullable(CredentialsProvider.findCredentialByIdInItemGroup(
                credentialsId,
                StandardUsernamePasswordCredentials.class,
                Jenkins.get(),
                ACL.SYSTEM2,
                URIRequirementBuilder.fromUri(url).build()));
    }
}
