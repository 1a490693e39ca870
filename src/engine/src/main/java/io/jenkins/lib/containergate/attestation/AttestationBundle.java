package io.jenkins.lib.containergate.attestation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.dsse.DsseEnvelope;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** A statement in an envelope, signed with a key, as a Sigstore bundle. */
public final class AttestationBundle {
    /** Of a Sigstore bundle, version 0.3. */
    public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private AttestationBundle() {}

    /**
     * Signs once; nothing is written to a transparency log.
     *
     * @param statement in-toto statement as JSON
     * @return JSON of the bundle
     * @throws GateException when the key cannot be used
     */
    public static Bytes sign(Bytes statement, AttestationKey key) throws GateException, InterruptedException {
        byte[] payload = statement.toArray();
        byte[] signature = key.sign(DsseEnvelope.preAuthentication(DsseEnvelope.IN_TOTO, payload));
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("mediaType", MEDIA_TYPE);
        bundle.putObject("verificationMaterial")
                .putObject("publicKey")
                .put("hint", key.fingerprint().map(AttestationBundle::hint).orElse(""));
        ObjectNode envelope = bundle.putObject("dsseEnvelope");
        envelope.put("payload", base64(payload));
        envelope.put("payloadType", DsseEnvelope.IN_TOTO);
        envelope.putArray("signatures").addObject().put("sig", base64(signature));
        return Bytes.of(bundle.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String hint(Digest fingerprint) {
        return base64(HexFormat.of().parseHex(fingerprint.hex()));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
