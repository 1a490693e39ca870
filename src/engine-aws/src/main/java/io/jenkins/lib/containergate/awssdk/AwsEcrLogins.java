package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;

/**
 * Logins of ECR: a name that is always the same, and a password for twelve hours.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">API</a>
 */
final class AwsEcrLogins implements EcrLogins {
    private final Function<EcrRegistry, EcrClient> clients;

    AwsEcrLogins(Function<EcrRegistry, EcrClient> clients) {
        this.clients = clients;
    }

    @Override
    public RegistryLogin login(EcrRegistry registry, Deadline deadline) throws GateException, InterruptedException {
        String subject = "a login to ECR in " + registry.region();
        List<AuthorizationData> given;
        try {
            given = AwsCalls.ask(
                    AwsAction.ECR_GET_AUTHORIZATION_TOKEN,
                    subject,
                    deadline,
                    settings -> clients.apply(registry)
                            .getAuthorizationToken(request -> request.overrideConfiguration(settings))
                            .authorizationData());
        } catch (UnansweredException e) {
            throw e.asError();
        }
        String token = given.isEmpty() || given.get(0).authorizationToken() == null
                ? ""
                : given.get(0).authorizationToken();
        return parse(token, subject);
    }

    private static RegistryLogin parse(String token, String subject) throws GateException {
        try {
            String pair = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon > 0 && colon < pair.length() - 1) {
                return new RegistryLogin.Password(pair.substring(0, colon), pair.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // told below, without the value: it is a secret
        }
        throw new GateException(
                "AWS gave no credentials for " + subject, "try aws ecr get-login-password with the same profile");
    }
}
