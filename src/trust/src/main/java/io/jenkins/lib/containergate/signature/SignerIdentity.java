package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.PublicKey;
import java.util.Set;

/**
 * Who has signed, as the signature itself shows (C0.4).
 *
 * @param shown for people: a key's fingerprint, a certificate's subject
 * @param marks what tells signers apart: whoever shares one with another is the same signer
 */
public record SignerIdentity(String shown, Set<String> marks) {
    public SignerIdentity {
        marks = Set.copyOf(marks);
        if (marks.isEmpty()) {
            throw new IllegalArgumentException("a signer that cannot be told from others");
        }
    }

    public static SignerIdentity of(PublicKey key) {
        return new SignerIdentity(mark(key), Set.of(mark(key)));
    }

    /** One key is one signer, in whatever format and under whatever certificate it signs. */
    public static String mark(PublicKey key) {
        return "key " + PublicKeys.fingerprint(key);
    }
}
