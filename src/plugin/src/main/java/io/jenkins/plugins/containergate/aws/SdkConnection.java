package io.jenkins.plugins.containergate.aws;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.aws.SigningJobs;
import io.jenkins.lib.containergate.aws.ecs.ServiceDeployments;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.Optional;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

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
    public String identity(Deadline deadline) throws GateException, InterruptedException {
        return session.identity(deadline);
    }

    @Override
    public void close() {
        session.close();
    }
}
