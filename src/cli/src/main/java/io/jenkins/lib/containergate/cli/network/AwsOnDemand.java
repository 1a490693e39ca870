package io.jenkins.lib.containergate.cli.network;

import io.jenkins.lib.containergate.aws.AwsAccess;
import io.jenkins.lib.containergate.aws.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.Arn;
import io.jenkins.lib.containergate.cloud.KmsKeys;
import io.jenkins.lib.containergate.cloud.SigningJobs;
import io.jenkins.lib.containergate.fault.GateException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/** Asks AWS what a policy needs to know of keys and signing jobs, when it is needed and not before. */
public final class AwsOnDemand implements KmsKeys, SigningJobs {
    private final AwsAccess access;

    public AwsOnDemand(AwsAccess access) {
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

    @Override
    public List<String> revoked(Question question, Deadline deadline) throws GateException, InterruptedException {
        try (AwsSession session = open(question.profileVersion())) {
            return session.signingJobs().revoked(question, deadline);
        }
    }

    private AwsSession open(Arn subject) throws GateException {
        return AwsConnections.open(new AwsAccess(
                access.profile(),
                access.role(),
                access.region().or(() -> Optional.of(subject.region())),
                access.endpoint()));
    }
}
