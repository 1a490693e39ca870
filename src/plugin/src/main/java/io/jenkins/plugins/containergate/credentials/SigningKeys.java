package io.jenkins.plugins.containergate.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.URIRequirementBuilder;
import hudson.model.Run;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Private keys in PEM, kept as secret texts. They never leave the controller. */
public final class SigningKeys {
    private SigningKeys() {}

    /**
     * One that a build may use, by the rights of whoever it runs for; the use is recorded.
     *
     * @param url of the registry the signature goes to
     */
    public static Optional<String> ofRun(String credentialsId, Run<?, ?> run, String url) {
        return Optional.ofNullable(CredentialsProvider.track(
                        run,
                        CredentialsProvider.findCredentialById(
                                credentialsId,
                                StringCredentials.class,
                                run,
                                URIRequirementBuilder.fromUri(url).build())))
                .map(found -> found.getSecret().getPlainText());
    }
}
