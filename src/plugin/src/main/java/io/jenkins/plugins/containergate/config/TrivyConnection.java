package io.jenkins.plugins.containergate.config;

import hudson.ProxyConfiguration;
import hudson.util.FormValidation;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.credentials.OrganisationSecrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a Trivy server whether it is there, through the proxy Jenkins is configured with. */
final class TrivyConnection {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private TrivyConnection() {}

    /** @param url of the server, checked to be http or https */
    static FormValidation test(String url, @Nullable String tokenCredentialsId) throws InterruptedException {
        URI address = URI.create(url.replaceFirst("/+$", "") + "/healthz");
        HttpRequest.Builder request = ProxyConfiguration.newHttpRequestBuilder(address)
                .timeout(PATIENCE)
                .GET();
        if (tokenCredentialsId != null) {
            Optional<String> token = OrganisationSecrets.text(tokenCredentialsId, url);
            if (token.isEmpty()) {
                return FormValidation.error(Messages.TrivyConnection_noToken(tokenCredentialsId));
            }
            request.header("Trivy-Token", token.get());
        }
        try {
            int status = ProxyConfiguration.newHttpClientBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(Redirect.NEVER)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200
                    ? FormValidation.ok(Messages.TrivyConnection_works())
                    : FormValidation.error(Messages.TrivyConnection_status(status));
        } catch (IOException | IllegalArgumentException e) {
            return FormValidation.error(
                    Messages.TrivyConnection_unreachable(e.getClass().getSimpleName()));
        }
    }
}
