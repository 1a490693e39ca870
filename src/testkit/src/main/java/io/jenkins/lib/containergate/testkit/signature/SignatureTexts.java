package io.jenkins.lib.containergate.testkit.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The documents of the signature formats, as text with holes. */
public final class SignatureTexts {
    public static final String BUNDLE_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    public static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    public static final String IN_TOTO = "application/vnd.in-toto+json";
    public static final String IMAGE_SIGNATURE = "https://sigstore.dev/cosign/sign/v1";
    public static final String SUMMARY = "https://slsa.dev/verification_summary/v1";

    private SignatureTexts() {}

    /** @param optional JSON of the member {@code optional} */
    public static String payload(String reference, String digest, String optional) {
        return """
            {"critical":{"identity":{"docker-reference":"%s"},"image":{"docker-manifest-digest":"%s"},\
            "type":"cosign container image signature"},"optional":%s}\
            """.formatted(reference, digest, optional);
    }

    /** @param hex of the subject's digest */
    public static String statement(String hex, String predicateType, String annotations, String predicate) {
        return """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"%s"},"annotations":%s}],\
            "predicateType":"%s","predicate":%s}\
            """.formatted(hex, annotations, predicateType, predicate);
    }

    /** A bundle made with a bare key. */
    public static String bundle(SigningKey key, String statement) {
        return bundle("{\"publicKey\":{\"hint\":\"\"}}", envelope(key, IN_TOTO, statement));
    }

    /** @param material JSON of the member {@code verificationMaterial} */
    public static String bundle(String material, String envelope) {
        return "{\"mediaType\":\"" + BUNDLE_TYPE + "\",\"verificationMaterial\":" + material + ",\"dsseEnvelope\":"
                + envelope + "}";
    }

    public static String envelope(SigningKey key, String type, String payload) {
        return envelope(type, payload, signature(key, type, payload));
    }

    /** @param signatures JSON objects, separated by commas */
    public static String envelope(String type, String payload, String signatures) {
        return "{\"payload\":\"" + base64(payload.getBytes(StandardCharsets.UTF_8)) + "\",\"payloadType\":\"" + type
                + "\",\"signatures\":[" + signatures + "]}";
    }

    public static String signature(SigningKey key, String type, String payload) {
        byte[] body = payload.getBytes(StandardCharsets.UTF_8);
        String signed = "DSSEv1 " + type.length() + " " + type + " " + body.length + " " + payload;
        return "{\"sig\":\"" + base64(key.sign(signed.getBytes(StandardCharsets.UTF_8))) + "\"}";
    }

    /** Predicate of a SLSA verification summary. */
    public static String summary(String verifier, String time, String resource, String policyHex, String result) {
        return """
            {"verifier":{"id":"%s"},"timeVerified":"%s","resourceUri":"%s",\
            "policy":{"uri":"p","digest":{"sha256":"%s"}},"verificationResult":"%s","verifiedLevels":[]}\
            """.formatted(verifier, time, resource, policyHex, result);
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
