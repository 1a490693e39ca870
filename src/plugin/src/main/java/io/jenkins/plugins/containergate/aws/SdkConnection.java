package io.jenkins.plugins.containergate.aws;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.ProxyConfiguration;
import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.awssdk.BucketPath;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import io.jenkins.plugins.containergate.credentials.AwsKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** A connection by means of the AWS SDK. */
final class SdkConnection implements AwsConnection {
    private static final String SESSION = "container-gate";

    private final AwsSession session;

    private SdkConnection(AwsSession session) {
        this.session = session;
    }

    static AwsConnection open(AwsIdentity account, Optional<String> region) throws GateException {
        AwsAccess access = new AwsAccess(Optional.empty(), role(account), region, Optional.empty());
        Optional<AwsCredentialsProvider> own = SdkCredentials.of(account);
        SdkHttpClient http = SdkHttp.client(Jenkins.get().proxy);
        try {
            return new SdkConnection(
                    own.isPresent()
                            ? AwsSession.withCredentials(access, own.get(), http)
                            : AwsSession.open(access, http));
        } catch (GateException | RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private static Optional<AwsAccess.AssumedRole> role(AwsIdentity account) throws GateException {
        String role = account.getRoleArn();
        if (role == null) {
            return Optional.empty();
        }
        Arn arn = Arn.of(role)
                .filter(found ->
                        found.service().equals("iam") && found.resource().startsWith("role/"))
                .orElseThrow(() -> new GateException(
                        "the role of the AWS account " + account.getName() + " is not the ARN of a role",
                        "have an administrator correct it under Manage Jenkins, Security, Container gate"));
        return Optional.of(new AwsAccess.AssumedRole(arn, Optional.ofNullable(account.getExternalId()), SESSION));
    }

    @Override
    public EcrLogins logins() {
        return session.logins();
    }

    @Override
    public CloudLookups lookups() {
        return session.lookups();
    }

    @Override
    public ImageScans imageScans() {
        return session.imageScans();
    }

    @Override
    public ServiceDeployments deployments() {
        return session.deployments();
    }

    @Override
    public KmsKeys kms() {
        return session.kms();
    }

    @Override
    public SigningJobs signingJobs() {
        return session.signingJobs();
    }

    @Override
    public SharedEntries sharedEntries(BucketPath path, Clock clock) {
        return session.sharedEntries(path, clock);
    }

    @Override
    public String identity(Deadline deadline) throws GateException, InterruptedException {
        return session.identity(deadline);
    }

    @Override
    public void close() {
        session.close();
    }

    /** Credentials of Jenkins as the SDK knows them. They never leave the controller. */
    static final class SdkCredentials {
        private SdkCredentials() {}

        /**
         * @return empty for those of the controller's machine
         * @throws GateException when the account names some that are not there, or of another kind
         */
        static Optional<AwsCredentialsProvider> of(AwsIdentity account) throws GateException {
            String id = account.getCredentialsId();
            if (id == null) {
                return Optional.empty();
            }
            StandardCredentials found = AwsKeys.ofOrganisation(id)
                    .orElseThrow(() -> wrong(
                            "the credentials '" + id + "' of the AWS account " + account.getName() + " do not exist"));
            if (found instanceof AwsCredentialsProvider provider) {
                return Optional.of(provider);
            }
            if (found instanceof StandardUsernamePasswordCredentials pair) {
                return Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        pair.getUsername(), pair.getPassword().getPlainText())));
            }
            throw wrong("the credentials '" + id + "' of the AWS account " + account.getName() + " are none for AWS");
        }

        private static GateException wrong(String problem) {
            return new GateException(
                    problem,
                    "have an administrator choose AWS credentials, or an access key as user name and password, under Manage"
                            + " Jenkins, Security, Container gate");
        }
    }

    /** The HTTP client that the API plugin of the SDK brings, through the proxy of Jenkins. */
    @SuppressWarnings(
            "deprecation") // newer releases of the SDK prefer another client, which the API plugins do not bring
    static final class SdkHttp {
        private static final Duration CONNECT = Duration.ofSeconds(10);
        private static final Duration SILENCE = Duration.ofSeconds(30);

        private SdkHttp() {}

        static SdkHttpClient client(@Nullable ProxyConfiguration proxy) {
            ApacheHttpClient.Builder builder =
                    ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
            if (proxy != null) {
                builder.proxyConfiguration(configuration(proxy));
            }
            return builder.build();
        }

        private static software.amazon.awssdk.http.apache.ProxyConfiguration configuration(ProxyConfiguration proxy) {
            software.amazon.awssdk.http.apache.ProxyConfiguration.Builder builder =
                    software.amazon.awssdk.http.apache.ProxyConfiguration.builder()
                            .useSystemPropertyValues(false)
                            .useEnvironmentVariableValues(false)
                            .endpoint(URI.create("http://" + proxy.name + ":" + proxy.port))
                            // the client takes regular expressions and compares them with names in lower case
                            .nonProxyHosts(proxy.getNoProxyHostPatterns().stream()
                                    .map(pattern -> pattern.pattern().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.toSet()));
            if (proxy.getUserName() != null) {
                builder.username(proxy.getUserName())
                        .password(proxy.getSecretPassword().getPlainText());
            }
            return builder.build();
        }
    }
}
