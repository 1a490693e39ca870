package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.security.PublicKey;

/**
 * Key pairs that AWS KMS keeps: it gives the public half to whoever may ask, and signs with the private half, which never
 * leaves it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html">Asymmetric keys in AWS KMS</a>
 */
public interface KmsKeys {

    /** How KMS is told to sign. */
    enum Algorithm {
        ECDSA_SHA_256,
        RSASSA_PKCS1_V1_5_SHA_256
    }

    /** @throws GateException when AWS gives none, or the key is not for signatures */
    PublicKey publicKey(Arn key, Deadline deadline) throws GateException, InterruptedException;

    /**
     * @param message whole; KMS is given its SHA-256 if it is longer than KMS takes
     * @return ECDSA in DER, or RSA PKCS #1
     * @throws GateException when AWS does not sign
     */
    byte[] sign(Arn key, Algorithm algorithm, byte[] message, Deadline deadline)
            throws GateException, InterruptedException;
}
