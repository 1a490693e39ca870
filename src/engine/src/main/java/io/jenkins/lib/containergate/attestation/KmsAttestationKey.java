package io.jenkins.lib.containergate.attestation;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** A key pair in AWS KMS: ECDSA on P-256, or RSA of 2048 bits and more. What KMS signed is verified before it is used. */
public final class KmsAttestationKey implements AttestationKey {
    private final KmsKeys kms;
    private final Arn arn;
    private final PublicKey key;
    private final KmsKeys.Algorithm algorithm;
    private final Deadline deadline;

    private KmsAttestationKey(KmsKeys kms, Arn arn, PublicKey key, KmsKeys.Algorithm algorithm, Deadline deadline) {
        this.kms = kms;
        this.arn = arn;
        this.key = key;
        this.algorithm = algorithm;
        this.deadline = deadline;
    }

    /**
     * Asks for the public half.
     *
     * @param deadline of this and of signing
     * @throws GateException when it cannot be had, or is of a kind that attestations are not signed with
     */
    public static KmsAttestationKey open(KmsKeys kms, Arn arn, Deadline deadline)
            throws GateException, InterruptedException {
        PublicKey key = kms.publicKey(arn, deadline);
        if (key instanceof RSAPublicKey) {
            return new KmsAttestationKey(kms, arn, key, KmsKeys.Algorithm.RSASSA_PKCS1_V1_5_SHA_256, deadline);
        }
        if (key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == 256) {
            return new KmsAttestationKey(kms, arn, key, KmsKeys.Algorithm.ECDSA_SHA_256, deadline);
        }
        throw new GateException(
                "the key " + arn + " cannot sign attestations: it is neither ECDSA on P-256 nor RSA",
                "create one with the key spec ECC_NIST_P256 and the usage SIGN_VERIFY");
    }

    @Override
    public byte[] sign(byte[] message) throws GateException, InterruptedException {
        byte[] signature = kms.sign(arn, algorithm, message, deadline);
        SignatureAlgorithm expected = SignatureAlgorithm.sigstore(key).get(0);
        if (!expected.verifies(key, message, signature)) {
            throw new GateException(
                    "AWS KMS answered with a signature that the key " + arn + " has not made",
                    "see whether a proxy changes answers");
        }
        return signature;
    }

    @Override
    public Optional<Digest> fingerprint() {
        return Optional.of(PublicKeys.fingerprint(key));
    }

    @Override
    public String toString() {
        return "the key " + arn;
    }
}
