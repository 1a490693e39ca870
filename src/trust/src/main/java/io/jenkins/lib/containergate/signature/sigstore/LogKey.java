package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.sigstore.TrustAnchors.Validity;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key of a transparency log or a certificate log.
 *
 * @param id 32 bytes: the SHA-256 of the key, or that of the log's name and the key for logs of the second generation
 * @param host of the log's address, if the trusted root has one; what logs of the second generation call themselves
 */
record LogKey(Bytes id, PublicKey key, Validity validity, Optional<String> host) {
    /** Where the raw key begins in the SubjectPublicKeyInfo of Ed25519. */
    private static final int ED25519_HEAD = 12;

    private static final int ED25519_NOTE = 1;
    private static final int OTHER_NOTE = 255;
    private static final String RSA_NOTE = "PKIX-RSA-PKCS#1v1.5";

    /** Whether the id is the key's, so that an entry that names the id means this key. */
    boolean identified() {
        byte[] encoded = key.getEncoded();
        if (same(Digest.sha256().digest(encoded))) {
            return true;
        }
        return host.isPresent()
                && switch (key.getAlgorithm()) {
                    case "EdDSA", "Ed25519" ->
                        same(note(
                                host.get(),
                                ED25519_NOTE,
                                "",
                                Arrays.copyOfRange(encoded, ED25519_HEAD, encoded.length)));
                    case "RSA" -> same(note(host.get(), OTHER_NOTE, RSA_NOTE, encoded));
                    default -> false;
                };
    }

    private boolean same(byte[] hash) {
        return MessageDigest.isEqual(hash, id.toArray());
    }

    /** The key's hash in a signed note (C2SP signed-note), not cut off after four bytes. */
    private static byte[] note(String name, int kind, String subkind, byte[] key) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        text.write('\n');
        text.write(kind);
        text.writeBytes(subkind.getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(key);
        return Digest.sha256().digest(text.toByteArray());
    }
}
