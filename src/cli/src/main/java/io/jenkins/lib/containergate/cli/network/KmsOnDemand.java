package io.jenkins.lib.containergate.cli.network;

import io.jenkins.lib.containergate.aws.AwsAccess;
import io.jenkins.lib.containergate.aws.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.Arn;
import io.jenkins.lib.containergate.cloud.KmsKeys;
import io.jenkins.lib.containergate.fault.GateException;
import java.security.PublicKey;
import java.util.Optional;

/** Asks AWS KMS when a key is needed, and not before. */
public final class KmsOnDemand implements KmsKeys {
    private final AwsAccess access;

    public KmsOnDemand(AwsAccess access) {
        this.access = access;
    }

    @Override
    public PublicKey publicKey(Arn key, Deadline deadline) throws GateException, InterruptedException {
        try (AwsSession session = open(key)) {
            return session.kms().publicKey(key, deadline);
        }
    }

    @Override
    public byte[] sign(Arn key, Algorithm algorithm, byte[] message, Deadline deadline)
            throws GateException, InterruptedException {
        try (AwsSession session = open(key)) {
            return session.kms().sign(key, algorithm, message, deadline);
        }
    }

    private AwsSession open(Arn key) throws GateException {
        return AwsConnections.open(new AwsAccess(
                access.profile(),
                access.role(),
                access.region().or(() -> Optional.of(key.region())),
                access.endpoint()));
    }
}
