package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;

/** The hashes that timestamps use, by object identifier. */
final class TimestampHash {
    static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    private static final Map<String, String> NAMES =
            Map.of(SHA_256, "SHA-256", "2.16.840.1.101.3.4.2.2", "SHA-384", "2.16.840.1.101.3.4.2.3", "SHA-512");

    private TimestampHash() {}

    /** For {@link MessageDigest}. */
    static String name(String oid) throws RejectedSignatureException {
        String name = NAMES.get(oid);
        if (name == null) {
            throw new RejectedSignatureException("its timestamp uses the hash " + oid);
        }
        return name;
    }

    /** Of some content. */
    static byte[] of(String oid, byte[] content) throws RejectedSignatureException {
        try {
            return MessageDigest.getInstance(name(oid)).digest(content);
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its timestamp uses an unknown hash", e);
        }
    }
}
