package io.jenkins.lib.containergate.attestation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import java.util.Optional;

/** A key that signs attestations; where it is kept is its own business. */
public interface AttestationKey {

    /**
     * @param message what to sign, whole
     * @return ECDSA in DER with SHA-256, RSA PKCS #1 with SHA-256, or Ed25519
     * @throws GateException when the key cannot be used
     */
    byte[] sign(byte[] message) throws GateException, InterruptedException;

    /** SHA-256 of the public key's SubjectPublicKeyInfo, a hint for verifiers; empty where only the private half is known. */
    Optional<Digest> fingerprint();
}
