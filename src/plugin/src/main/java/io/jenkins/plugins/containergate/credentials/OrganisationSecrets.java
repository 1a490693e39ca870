package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.security.ACL;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Secrets of the organisation's configuration. They never leave the controller. */
public final class OrganisationSecrets {
    private OrganisationSecrets() {}

    /**
     * @param url what the secret is for
     * @return empty when there is no such secret text
     */
    public static Optional<String> text(String credentialsId, String url) {
        return Optional.ofNullable(CredentialsProvider.findCredentialByIdInItemGroup(
                        credentialsId,
                        StringCredentials.class,
                        Jenkins.get(),
                        ACL.SYSTEM2,
                        URIRequirementBuilder.fromUri(url).build()))
                .map(found -> found.getSecret().getPlainText());
    }
}
