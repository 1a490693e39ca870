package io.jenkins.lib.containergate.signature.fake;

import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A signer of the Notary Project with a self-signed certificate, whose envelopes may hold anything. */
public final class FakeNotation {
    public static final String TYPE = "application/vnd.cncf.notary.signature";
    public static final String COSE = "application/cose";
    public static final String JOSE = "application/jose+json";
    public static final String PREFIX = "io.cncf.notary.";

    private final SigningKey key = SigningKey.ecdsa("secp256r1", "SHA256withECDSAinP1363Format");
    private final byte[] certificate;

    public FakeNotation(byte[] subject) {
        SigningKey issuing = SigningKey.of(key, "SHA256withECDSA");
        certificate = new FakeCertificate(subject, subject, key.publicKey())
                .keyUsage(0)
                .purposes(false, FakeSigstore.CODE_SIGNING)
                .signedBy(issuing);
    }

    public byte[] certificate() {
        return certificate.clone();
    }

    /** An entry of {@code signatures}. */
    public String policy(String identity) {
        String pem = "-----BEGIN CERTIFICATE-----\\n" + FakeLog.base64(certificate) + "\\n-----END CERTIFICATE-----\\n";
        return "signatures:\n  - repositories: ['**']\n    signers:\n    - {name: release, notation: {trustStore: \""
                + pem + "\", identities: ['" + identity + "']}}\n";
    }

    public static Bytes payload() {
        return Bytes.ofText("{\"targetArtifact\":{\"mediaType\":\"" + SignatureRun.IMAGE.mediaType()
                + "\",\"digest\":\"" + SignatureRun.IMAGE.digest() + "\",\"size\":" + SignatureRun.IMAGE.size() + "}}");
    }

    /** Protected headers of a good COSE envelope, by label. */
    public static Map<Object, Object> headers() {
        Map<Object, Object> headers = new LinkedHashMap<>();
        headers.put(1L, -7L);
        headers.put(2L, new ArrayList<Object>(List.of(PREFIX + "signingScheme")));
        headers.put(3L, "application/vnd.cncf.notary.payload.v1+json");
        headers.put(PREFIX + "signingScheme", "notary.x509");
        headers.put(
                PREFIX + "signingTime",
                new CborText.Tag(1, SignatureRun.NOW.minusSeconds(60).getEpochSecond()));
        return headers;
    }

    public Bytes cose(Map<Object, Object> headers) {
        return cose(headers, Map.of(33L, Bytes.of(certificate)));
    }

    public Bytes cose(Map<Object, Object> headers, Map<Object, Object> unprotected) {
        return cose(Bytes.of(CborText.of(headers)), unprotected);
    }

    /** Signed whatever the header is. */
    public Bytes coseOf(Bytes header) {
        return cose(header, Map.of(33L, Bytes.of(certificate)));
    }

    private Bytes cose(Bytes header, Map<Object, Object> unprotected) {
        byte[] signed = CborText.of(List.of("Signature1", header, Bytes.of(new byte[0]), payload()));
        return Bytes.of(
                CborText.of(new CborText.Tag(18, List.of(header, unprotected, payload(), Bytes.of(key.sign(signed))))));
    }

    public static String jwsHeaders(Instant moment, String more) {
        return "{\"alg\":\"ES256\",\"cty\":\"application/vnd.cncf.notary.payload.v1+json\",\"crit\":[\"" + PREFIX
                + "signingScheme\"],\"" + PREFIX + "signingScheme\":\"notary.x509\",\"" + PREFIX + "signingTime\":\""
                + moment + "\"" + more + "}";
    }

    public Bytes jws(String headers) {
        String signed = url(headers.getBytes(StandardCharsets.UTF_8)) + "."
                + url(payload().toArray());
        return Bytes.ofText("{\"payload\":\"" + url(payload().toArray()) + "\",\"protected\":\""
                + url(headers.getBytes(StandardCharsets.UTF_8)) + "\",\"header\":{\"x5c\":[\""
                + FakeLog.base64(certificate) + "\"]},\"signature\":\""
                + url(key.sign(signed.getBytes(StandardCharsets.US_ASCII))) + "\"}");
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
