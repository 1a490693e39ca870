package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.Arn;
import io.jenkins.lib.containergate.cloud.KmsKeys;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.config.AwsAccount;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys in AWS KMS, asked for on the controller with an AWS account of the organisation's configuration. */
final class OrganisationKmsKeys implements KmsKeys {
    private final @Nullable String account;

    /** @param account named by the job; without one, whichever is for the account and region of a key */
    OrganisationKmsKeys(@Nullable String account) {
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

    private AwsConnection open(Arn key) throws GateException {
        AwsAccount found = OrganisationAccounts.find(account, key.account(), key.region())
                .orElseThrow(() -> new GateException(
                        "no AWS account of the organisation's configuration is for the key " + key,
                        "name one with awsAccount, or have an administrator add the account " + key.account()));
        return AwsConnector.open(found, Optional.of(key.region()), AwsNeed.IDENTITY);
    }
}
