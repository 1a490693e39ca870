package io.jenkins.lib.containergate.signature.tuf;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who signs for a role, as root metadata name them.
 *
 * @param keys by the id that signatures name
 * @param threshold how many of them have to, at least one
 * @see <a href="https://theupdateframework.github.io/specification/v1.0.34/#role-root">TUF, section 4.3</a>
 */
record TufRole(String name, Map<String, PublicKey> keys, int threshold) {
    private static final int MAX_KEYS = 100;
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final String ED25519_HEX = "[0-9a-fA-F]{64}";

    TufRole {
        keys = Map.copyOf(keys);
    }

    /** @param root signed part of root metadata */
    static TufRole of(String name, StrictJson root) throws GateException {
        StrictJson role = root.required("roles").required(name);
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        for (String id : role.textsOf("keyids")) {
            if (keys.size() == MAX_KEYS) {
                throw new RejectedSignatureException("the role " + name + " has more than " + MAX_KEYS + " keys");
            }
            key(root.required("keys").required(id)).ifPresent(key -> keys.put(id, key));
        }
        long threshold = role.required("threshold").number();
        if (threshold < 1 || threshold > new HashSet<>(keys.values()).size()) {
            throw new RejectedSignatureException("the role " + name + " wants " + threshold + " signatures and has "
                    + keys.size() + " keys that can be used");
        }
        return new TufRole(name, keys, (int) threshold);
    }

    /** Empty for a key of a kind that is not known here: it signs nothing, and those beside it still do. */
    private static Optional<PublicKey> key(StrictJson json) throws GateException {
        String type = json.required("keytype").text();
        return switch (type) {
            case "ecdsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "rsa" ->
                Optional.of(PublicKeys.ofPem(published(json), "a TUF key"));
            case "ed25519" -> Optional.of(ed25519(published(json)));
            default -> Optional.empty();
        };
    }

    private static String published(StrictJson json) throws GateException {
        return json.required("keyval").required("public").text();
    }

    private static PublicKey ed25519(String hex) throws RejectedSignatureException {
        if (!hex.matches(ED25519_HEX)) {
            throw new RejectedSignatureException("an Ed25519 key of root metadata is not 32 bytes in hexadecimal");
        }
        byte[] der = new byte[ED25519_PREFIX.length + hex.length() / 2];
        System.arraycopy(ED25519_PREFIX, 0, der, 0, ED25519_PREFIX.length);
        System.arraycopy(HexFormat.of().parseHex(hex), 0, der, ED25519_PREFIX.length, hex.length() / 2);
        return PublicKeys.ofDer(der);
    }

    /** @throws RejectedSignatureException unless enough have signed; one key under several ids counts once */
    void check(TufMetadata metadata) throws RejectedSignatureException {
        Set<PublicKey> signed = new HashSet<>();
        for (TufMetadata.Signature signature : metadata.signatures()) {
            PublicKey key = keys.get(signature.keyId());
            if (key != null
                    && SignatureAlgorithm.tuf(key)
                            .verifies(
                                    key,
                                    metadata.canonical().toArray(),
                                    signature.value().toArray())) {
                signed.add(key);
            }
        }
        if (signed.size() < threshold) {
            throw new RejectedSignatureException("the " + metadata.type() + " metadata have " + signed.size()
                    + " valid signatures of the " + threshold + " they need");
        }
    }
}
