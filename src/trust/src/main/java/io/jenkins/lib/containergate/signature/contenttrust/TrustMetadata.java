package io.jenkins.lib.containergate.signature.contenttrust;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.SignatureAlgorithm;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Metadata of one role, read from exactly the bytes that are signed; whether they are is still to be checked.
 *
 * @param content as delivered, whose hash other metadata name
 * @param canonical what is signed
 * @param signed the same, to be read
 */
record TrustMetadata(
        RoleName role,
        Bytes content,
        Bytes canonical,
        StrictJson signed,
        List<Signature> signatures,
        long version,
        Instant expires) {
    private static final int MAX_SIGNATURES = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(32).uniqueNames())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param value raw bytes of the signature */
    record Signature(String keyId, Bytes value) {}

    TrustMetadata {
        signatures = List.copyOf(signatures);
    }

    /** @param type what the metadata have to call themselves: {@code Root}, {@code Targets} */
    static TrustMetadata parse(RoleName role, String type, Bytes content) throws GateException {
        String name = "the " + role + " metadata";
        Bytes canonical = Bytes.of(CanonicalJson.of(signedPart(content, name)));
        StrictJson signed = StrictJson.parse(canonical.toArray(), name);
        if (!signed.textOf("_type").equals(type)) {
            throw new RejectedSignatureException(name + " are of another type");
        }
        long version = signed.required("version").number();
        if (version < 1) {
            throw new RejectedSignatureException(name + " have no version");
        }
        return new TrustMetadata(
                role, content, canonical, signed, signatures(content, name), version, expires(signed, name));
    }

    private static JsonNode signedPart(Bytes content, String name) throws RejectedSignatureException {
        try {
            JsonNode signed = MAPPER.readTree(content.toArray()).get("signed");
            if (signed == null || !signed.isObject()) {
                throw new RejectedSignatureException(name + " hold nothing signed");
            }
            return signed;
        } catch (IOException e) {
            throw new RejectedSignatureException(name + " are not valid JSON", e);
        }
    }

    private static List<Signature> signatures(Bytes content, String name) throws GateException {
        List<StrictJson> elements =
                StrictJson.parse(content.toArray(), name).required("signatures").elements();
        if (elements.size() > MAX_SIGNATURES) {
            throw new RejectedSignatureException(name + " have " + elements.size() + " signatures");
        }
        List<Signature> signatures = new ArrayList<>();
        for (StrictJson element : elements) {
            signatures.add(new Signature(
                    element.required("keyid").text(),
                    Bytes.of(Base64Text.decode(element.required("sig").text(), "a signature"))));
        }
        return signatures;
    }

    private static Instant expires(StrictJson signed, String name) throws GateException {
        try {
            return OffsetDateTime.parse(signed.required("expires").text()).toInstant();
        } catch (DateTimeException e) {
            throw new RejectedSignatureException(name + " do not say when they expire", e);
        }
    }

    /** The method follows from the key, whatever the signature says of itself. */
    boolean signedBy(TrustKey key) {
        return signatures.stream()
                .filter(signature -> signature.keyId().equals(key.id()))
                .anyMatch(signature -> SignatureAlgorithm.notary(key.key()).stream()
                        .anyMatch(algorithm -> algorithm.verifies(
                                key.key(),
                                canonical.toArray(),
                                signature.value().toArray())));
    }

    /** A moment at which certificates in these metadata have to be good: now, or for older ones the end of their time. */
    Instant moment(Instant now) {
        return now.isBefore(expires) ? now : expires.minusSeconds(1);
    }

    /** @throws RejectedSignatureException for metadata that are out of date (C.6.4) */
    void checkFresh(Instant now) throws RejectedSignatureException {
        if (!now.isBefore(expires)) {
            throw new RejectedSignatureException("the " + role + " metadata expired at " + expires);
        }
    }
}
