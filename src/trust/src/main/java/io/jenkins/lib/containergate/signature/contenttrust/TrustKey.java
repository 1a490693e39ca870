package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A key that metadata name (C.6.2).
 *
 * @param id SHA-256 of the key's canonical JSON, computed here and not taken from anybody
 * @param certificates of a root key, its own first; empty for a bare key
 */
public record TrustKey(String id, PublicKey key, List<X509Certificate> certificates) {
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ED25519_BYTES = 32;

    public TrustKey {
        certificates = List.copyOf(certificates);
    }

    /** @throws GateException for keys of other kinds, too weak ones and certificates that cannot be read */
    static TrustKey parse(StrictJson json) throws GateException {
        String type = json.required("keytype").text();
        String published = json.required("keyval").required("public").text();
        byte[] material = Base64Text.decode(published, "a key");
        String id = id(type, published);
        switch (type) {
            case "ecdsa", "rsa" -> {
                return new TrustKey(id, PublicKeys.ofDer(material), List.of());
            }
            case "ecdsa-x509", "rsa-x509" -> {
                List<X509Certificate> certificates =
                        Certificates.ofPem(new String(material, StandardCharsets.US_ASCII), "a root certificate");
                PublicKey key = PublicKeys.acceptable(certificates.get(0).getPublicKey());
                return new TrustKey(id, key, certificates);
            }
            case "ed25519" -> {
                if (material.length != ED25519_BYTES) {
                    throw new RejectedSignatureException("an Ed25519 key has " + material.length + " bytes");
                }
                byte[] der = new byte[ED25519_PREFIX.length + ED25519_BYTES];
                System.arraycopy(ED25519_PREFIX, 0, der, 0, ED25519_PREFIX.length);
                System.arraycopy(material, 0, der, ED25519_PREFIX.length, ED25519_BYTES);
                return new TrustKey(id, PublicKeys.ofDer(der), List.of());
            }
            default -> throw new RejectedSignatureException("its metadata name a key of an unknown kind");
        }
    }

    /** The id that the same key has without a certificate: the one that programs show to whoever made it. */
    String bareId() {
        String type =
                switch (key.getAlgorithm()) {
                    case "EC" -> "ecdsa";
                    case "RSA" -> "rsa";
                    default -> "";
                };
        return certificates.isEmpty() || type.isEmpty()
                ? id
                : id(type, Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    private static String id(String type, String published) {
        String canonical = "{\"keytype\":" + CanonicalJson.text(type) + ",\"keyval\":{\"private\":null,\"public\":"
                + CanonicalJson.text(published) + "}}";
        return Digest.of(canonical.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
