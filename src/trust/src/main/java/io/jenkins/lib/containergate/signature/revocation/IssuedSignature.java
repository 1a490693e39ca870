package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.EcdsaRange;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;

/** Signatures of authorities on what they say of their certificates: no hash older than SHA-2. */
final class IssuedSignature {
    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.113549.1.1.11", "SHA256withRSA",
            "1.2.840.113549.1.1.12", "SHA384withRSA",
            "1.2.840.113549.1.1.13", "SHA512withRSA",
            "1.2.840.10045.4.3.2", "SHA256withECDSA",
            "1.2.840.10045.4.3.3", "SHA384withECDSA",
            "1.2.840.10045.4.3.4", "SHA512withECDSA",
            "1.3.101.112", "Ed25519");

    private IssuedSignature() {}

    /** @param what is signed, for the message: {@code "the OCSP response"} */
    static void check(String oid, PublicKey key, byte[] signed, byte[] signature, String what)
            throws RejectedSignatureException {
        String algorithm = accepted(oid, what);
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(PublicKeys.acceptable(key));
            verifier.update(signed);
            if (EcdsaRange.holds(key, algorithm, signature) && verifier.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException(what + " has a signature that cannot be verified", e);
        }
        throw new RejectedSignatureException(what + " is not signed by whom it names");
    }

    static String accepted(String oid, String what) throws RejectedSignatureException {
        String algorithm = ALGORITHMS.get(oid);
        if (algorithm == null) {
            throw new RejectedSignatureException(what + " is signed with the algorithm " + oid);
        }
        return algorithm;
    }
}
