package io.jenkins.plugins.containergate.access;

import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.ProxyConfiguration;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.http.TransientException.UnreachableException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import io.jenkins.plugins.containergate.config.RegistryCredentials;
import io.jenkins.plugins.containergate.credentials.RegistryPasswords;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;

/** Registries as the controller reaches them for a build, and what it gives agents so that they reach them too. */
public final class ControllerRegistries {
    private static final Duration AWS_PATIENCE = Duration.ofMinutes(1);

    private final GateContext context;
    private final @Nullable String awsAccount;
    private final Clock clock;

    /** @param awsAccount named by the job; without one, whichever is for a registry of ECR */
    public ControllerRegistries(GateContext context, @Nullable String awsAccount, Clock clock) {
        this.context = context;
        this.awsAccount = awsAccount;
        this.clock = clock;
    }

    /** @param credentialsId of the job; without one, the organisation's credentials for the image */
    public RegistryClient client(ImageReference image, @Nullable String credentialsId)
            throws GateException, InterruptedException {
        return client(image, login(image, credentialsId));
    }

    /** For servers of trust data: each sees the organisation's login for its own host, and no job's. */
    public RegistryClient trustServers() throws GateException {
        return new RegistryClient(transport(InsecureHosts.nowhere()), (asked, deadline) -> login(asked, null));
    }

    private HttpTransport transport(InsecureHosts plain) throws GateException {
        HttpClient http = CustomCertificates.client().build();
        return new HttpTransport(http, plain, HttpLimits.defaults(), clock, Pause.sleeping());
    }

    private RegistryClient client(ImageReference image, RegistryLogin login) throws GateException {
        InsecureHosts plain = plainHttp(image) ? InsecureHosts.at(List.of(image.registry())) : InsecureHosts.nowhere();
        return new RegistryClient(
                transport(plain),
                (asked, deadline) -> asked.registry().equals(image.registry()) ? login : new RegistryLogin.Anonymous());
    }

    /** How an agent reaches the registry, with no more of a login than it needs. */
    public RegistryAccess access(ImageReference image, @Nullable String credentialsId, Deadline deadline)
            throws GateException, InterruptedException {
        RegistryLogin known = login(image, credentialsId);
        RegistryLogin login =
                SharedLogin.of(client(image, known), image, known, deadline, new GateLog(context.listener()));
        ProxyConfiguration proxy = Jenkins.get().proxy;
        return RegistryAccess.of(image, login, plainHttp(image), proxy == null ? null : AgentProxy.of(proxy))
                .trusting(CustomCertificates.configured());
    }

    private RegistryLogin login(ImageReference image, @Nullable String credentialsId)
            throws GateException, InterruptedException {
        String url = "https://" + image.registry();
        if (credentialsId != null) {
            return login(
                    RegistryPasswords.ofRun(credentialsId, context.run(), url),
                    "this job may use no credentials '" + credentialsId + "' of a user name and a password",
                    "check registryCredentialsId, and where these credentials are stored");
        }
        Optional<EcrRegistry> ecr = EcrRegistry.of(image.registry());
        if (awsAccount != null && ecr.isPresent()) {
            return login(ecr.get(), OrganisationAccounts.named(awsAccount));
        }
        String organisations = matching(image)
                .map(RegistryCredentials::getCredentialsId)
                .filter(id -> !id.isEmpty())
                .orElse("");
        if (organisations.isEmpty() && ecr.isPresent()) {
            EcrRegistry registry = ecr.get();
            Optional<AwsAccount> account = OrganisationAccounts.find(null, registry.account(), registry.region());
            return account.isPresent() ? login(registry, account.get()) : new RegistryLogin.Anonymous();
        }
        return organisations.isEmpty()
                ? new RegistryLogin.Anonymous()
                : login(
                        RegistryPasswords.ofOrganisation(organisations, url),
                        "the organisation's credentials for " + image.repository() + " are missing",
                        "have an administrator correct them under Manage Jenkins, Security, Container gate");
    }

    private RegistryLogin login(EcrRegistry registry, AwsAccount account) throws GateException, InterruptedException {
        try (AwsConnection aws = AwsConnector.open(account, Optional.of(registry.region()), AwsNeed.LOGIN)) {
            return aws.logins().login(registry, Deadline.after(AWS_PATIENCE, clock));
        }
    }

    private static RegistryLogin login(
            Optional<StandardUsernamePasswordCredentials> found, String problem, String remedy) throws GateException {
        StandardUsernamePasswordCredentials pair = found.orElseThrow(() -> new GateException(problem, remedy));
        return new RegistryLogin.Password(pair.getUsername(), pair.getPassword().getPlainText());
    }

    private static boolean plainHttp(ImageReference image) {
        return matching(image).map(RegistryCredentials::isPlainHttp).orElse(false);
    }

    /** The first pattern that matches decides. */
    private static Optional<RegistryCredentials> matching(ImageReference image) {
        return ContainerGateConfiguration.get().getRegistries().stream()
                .filter(registry -> registry.matches(image))
                .findFirst();
    }

    /**
     * What of a login travels to an agent: a token for one repository where the registry gives tokens. The password itself
     * only where it must: the registry takes nothing else, or only the agent reaches it. A registry or token server that
     * refuses the controller, or answers it with an error, is no reason to hand out the password.
     */
    static final class SharedLogin {
        private SharedLogin() {}

        /** @throws GateException when the registry or its token server answers, and gives nothing for the login */
        static RegistryLogin of(
                RegistryClient client, ImageReference image, RegistryLogin login, Deadline deadline, GateLog log)
                throws GateException, InterruptedException {
            if (!(login instanceof RegistryLogin.Password)) {
                return login;
            }
            try {
                return client.loginToShare(image, deadline);
            } catch (UnreachableException e) {
                log.line("the controller cannot get a token, so the agent logs in itself: "
                        + GateLog.ofEngine(e.problem()));
                return login;
            }
        }
    }
}
