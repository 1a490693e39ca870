package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.security.PublicKey;
import java.util.List;

/** The services of AWS that sign, connected to when something is asked of them and not before. */
public final class SigningServices implements KmsKeys, SigningJobs {
    private final Opener opener;

    public SigningServices(Opener opener) {
        this.opener = opener;
    }

    /** An open connection; closed after each question. */
    public interface Connection extends AutoCloseable {
        KmsKeys kms();

        SigningJobs signingJobs();

        @Override
        void close();
    }

    /** Connects with credentials of its choice. */
    @FunctionalInterface
    public interface Opener {
        /** @param subject what will be asked about */
        Connection open(Arn subject) throws GateException;
    }

    @Override
    public PublicKey publicKey(Arn key, Deadline deadline) throws GateException, InterruptedException {
        try (Connection aws = opener.open(key)) {
            return aws.kms().publicKey(key, deadline);
        }
    }

    @Override
    public byte[] sign(Arn key, Algorithm algorithm, byte[] message, Deadline deadline)
            throws GateException, InterruptedException {
        try (Connection aws = opener.open(key)) {
            return aws.kms().sign(key, algorithm, message, deadline);
        }
    }

    @Override
    public List<String> revoked(Question question, Deadline deadline) throws GateException, InterruptedException {
        try (Connection aws = opener.open(question.profileVersion())) {
            return aws.signingJobs().revoked(question, deadline);
        }
    }
}
