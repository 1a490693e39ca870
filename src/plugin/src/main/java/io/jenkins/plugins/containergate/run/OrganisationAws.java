package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.Arn;
import io.jenkins.lib.containergate.cloud.KmsKeys;
import io.jenkins.lib.containergate.cloud.SigningJobs;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.config.AwsAccount;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keys in AWS KMS and signing jobs of AWS Signer, asked about on the controller with an AWS account of the organisation's
 * configuration.
 */
final class OrganisationAws implements KmsKeys, SigningJobs {
    private final @Nullable String account;

    /** @param account named by the job; without one, whichever is for the account and region of what is asked about */
    OrganisationAws(@Nullable String account) {
        this.account = account;
    }

    @Override
    public PublicKey publicKey(Arn key, Deadline deadline) throws GateException, InterruptedException {
        try (AwsConnection aws = open(key)) {
            return aws.kms().publicKey(key, deadline);
        }
    }

    @Override
    public byte[] sign(Arn key, Algorithm algorithm, byte[] message, Deadline deadline)
            throws GateException, InterruptedException {
        try (AwsConnection aws = open(key)) {
            return aws.kms().sign(key, algorithm, message, deadline);
        }
    }

    @Override
    public List<String> revoked(Question question, Deadline deadline) throws GateException, InterruptedException {
        try (AwsConnection aws = open(question.profileVersion())) {
            return aws.signingJobs().revoked(question, deadline);
        }
    }

    private AwsConnection open(Arn subject) throws GateException {
        AwsAccount found = OrganisationAccounts.find(account, subject.account(), subject.region())
                .orElseThrow(() -> new GateException(
                        "no AWS account of the organisation's configuration is for " + subject,
                        "name one with awsAccount, or have an administrator add the account " + subject.account()));
        return AwsConnector.open(found, Optional.of(subject.region()), AwsNeed.IDENTITY);
    }
}
