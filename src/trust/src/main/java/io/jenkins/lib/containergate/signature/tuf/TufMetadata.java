package io.jenkins.lib.containergate.signature.tuf;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.contenttrust.CanonicalJson;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Metadata of one role, read from exactly the bytes that are signed; whether they are is still to be checked.
 *
 * @param type {@code root}, {@code timestamp}, {@code snapshot}, {@code targets}
 * @param content as delivered, whose hash other metadata name
 * @param canonical what is signed
 * @param signed the same, to be read
 */
record TufMetadata(
        String type,
        Bytes content,
        Bytes canonical,
        StrictJson signed,
        List<Signature> signatures,
        long version,
        Instant expires) {
    private static final int MAX_SIGNATURES = 100;
    private static final String HEX = "(?:[0-9a-fA-F]{2})*";
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(32).uniqueNames())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @param value raw bytes; none where a signer has not signed yet */
    record Signature(String keyId, Bytes value) {}

    /**
     * What metadata say of a file.
     *
     * @param sha256 in hexadecimal
     */
    record FileFacts(Optional<Long> version, Optional<Long> length, Optional<String> sha256) {
        static FileFacts of(StrictJson json) throws GateException {
            Optional<StrictJson> version = json.member("version");
            Optional<StrictJson> length = json.member("length");
            String hash = json.has("hashes") ? json.required("hashes").textOf("sha256") : "";
            return new FileFacts(
                    version.isPresent() ? Optional.of(version.get().number()) : Optional.empty(),
                    length.isPresent() ? Optional.of(length.get().number()) : Optional.empty(),
                    hash.isEmpty() ? Optional.empty() : Optional.of(hash));
        }

        void check(Bytes content, String name) throws RejectedSignatureException {
            boolean sized = length.isEmpty() || length.get() == content.size();
            boolean hashed =
                    sha256.isEmpty() || sha256.get().equals(content.digest().hex());
            if (!sized || !hashed) {
                throw new RejectedSignatureException(name + " is not the file that is signed for");
            }
        }
    }

    TufMetadata {
        signatures = List.copyOf(signatures);
    }

    static TufMetadata parse(String type, Bytes content) throws GateException {
        String name = "the " + type + " metadata";
        JsonNode document = document(content, name);
        Bytes canonical = Bytes.of(CanonicalJson.of(document.path("signed")));
        StrictJson signed = StrictJson.parse(content.toArray(), name).required("signed");
        long version = signed.required("version").number();
        if (!signed.textOf("_type").equals(type) || version < 1) {
            throw new RejectedSignatureException(name + " are of another type, or have no version");
        }
        return new TufMetadata(
                type, content, canonical, signed, signatures(document, name), version, expires(signed, name));
    }

    private static JsonNode document(Bytes content, String name) throws RejectedSignatureException {
        try {
            JsonNode document = MAPPER.readTree(content.toArray());
            if (!document.path("signed").isObject()
                    || !document.path("signatures").isArray()) {
                throw new RejectedSignatureException(name + " hold nothing signed");
            }
            return document;
        } catch (IOException e) {
            throw new RejectedSignatureException(name + " are not valid JSON", e);
        }
    }

    private static List<Signature> signatures(JsonNode document, String name) throws RejectedSignatureException {
        List<Signature> signatures = new ArrayList<>();
        for (JsonNode each : document.path("signatures")) {
            String hex = each.path("sig").asText();
            if (signatures.size() == MAX_SIGNATURES || !hex.matches(HEX)) {
                throw new RejectedSignatureException(name + " have signatures that cannot be read");
            }
            signatures.add(new Signature(
                    each.path("keyid").asText(), Bytes.of(HexFormat.of().parseHex(hex))));
        }
        return signatures;
    }

    private static Instant expires(StrictJson signed, String name) throws GateException {
        try {
            return OffsetDateTime.parse(signed.required("expires").text()).toInstant();
        } catch (DateTimeException e) {
            throw new RejectedSignatureException(name + " have no time of expiry", e);
        }
    }

    /** What timestamp and snapshot metadata say of the file of another role. */
    FileFacts about(String file) throws GateException {
        return FileFacts.of(signed.required("meta").required(file));
    }

    /** @throws RejectedSignatureException for metadata that are out of date */
    void checkFresh(Instant now) throws RejectedSignatureException {
        if (!now.isBefore(expires)) {
            throw new RejectedSignatureException("the " + type + " metadata expired at " + expires);
        }
    }
}
