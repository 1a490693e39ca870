package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.KmsKeys;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.PublicKey;

/** Public keys that a policy names by where they are kept, and pins by their fingerprint. */
@FunctionalInterface
public interface PinnedKeys {

    /**
     * @param pin SHA-256 of the SubjectPublicKeyInfo
     * @throws GateException when the key cannot be had, or is another than the pinned one
     */
    PublicKey get(Arn key, Digest pin) throws GateException;

    /** Nobody can be asked. */
    static PinnedKeys unreachable() {
        return (key, pin) -> {
            throw new GateException(
                    "the key " + key + " is kept in AWS KMS, and AWS is not asked here",
                    "write the key itself into the policy, as cosign: {key: ...}");
        };
    }

    /** Asks AWS KMS each time: a key that was deleted or disabled there no longer counts. */
    static PinnedKeys of(KmsKeys kms, Deadline deadline) {
        return (key, pin) -> {
            PublicKey found;
            try {
                found = kms.publicKey(key, deadline);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GateException("interrupted while asking for the key " + key, "run the gate again", e);
            }
            Digest fingerprint = PublicKeys.fingerprint(found);
            if (!fingerprint.equals(pin)) {
                throw new GateException(
                        "AWS KMS has another key at " + key + " than the pinned one: its fingerprint is "
                                + fingerprint.hex(),
                        "find out who changed the key; only if that was meant, pin the new fingerprint in the policy");
            }
            return found;
        };
    }
}
