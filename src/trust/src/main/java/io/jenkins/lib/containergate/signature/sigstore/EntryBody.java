package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.Certificates.Pem;
import io.jenkins.lib.containergate.signature.dsse.DsseEnvelope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** That a log entry is about this signature, this key or certificate and this payload, and about nothing else (C.1.8). */
final class EntryBody {
    private static final List<String> HASHES = List.of("SHA-256", "SHA-384", "SHA-512");

    private static final List<String> SECONDS = List.of("hashedrekord 0.0.2", "dsse 0.0.2");

    private final StrictJson spec;
    private final LoggedSignature logged;

    /** Of the log's software, as the entry's kind tells. */
    enum Generation {
        FIRST,
        /** Vouches for no time. */
        SECOND
    }

    private EntryBody(StrictJson spec, LoggedSignature logged) {
        this.spec = spec;
        this.logged = logged;
    }

    /** @throws RejectedSignatureException when it is of a kind not known here, or about something else */
    static Generation check(Bytes body, LoggedSignature logged) throws GateException {
        StrictJson json = StrictJson.parse(body.toArray(), "the log entry");
        String kind =
                json.required("kind").text() + " " + json.required("apiVersion").text();
        EntryBody entry = new EntryBody(json.required("spec"), logged);
        switch (kind) {
            case "hashedrekord 0.0.1" -> entry.hashedRekord();
            case "hashedrekord 0.0.2" -> entry.hashedRekordV2();
            case "dsse 0.0.1" -> entry.dsse();
            case "dsse 0.0.2" -> entry.dsseV2();
            case "intoto 0.0.2" -> entry.intoto();
            default ->
                throw new RejectedSignatureException("its log entry is of the unknown kind " + MediaType.shown(kind));
        }
        return SECONDS.contains(kind) ? Generation.SECOND : Generation.FIRST;
    }

    private void hashedRekord() throws GateException {
        hash(spec.required("data").required("hash"), signedBytes());
        StrictJson signature = spec.required("signature");
        same(base64(signature, "content"), logged.signature(), "signature");
        pem(base64(signature.required("publicKey"), "content"));
    }

    private void hashedRekordV2() throws GateException {
        StrictJson entry = spec.required("hashedRekordV002");
        digest(entry.required("data"), signedBytes());
        StrictJson signature = entry.required("signature");
        same(base64(signature, "content"), logged.signature(), "signature");
        verifier(signature.required("verifier"));
    }

    private void dsse() throws GateException {
        enveloped();
        hash(spec.required("payloadHash"), logged.payload());
        StrictJson signature = one(spec.required("signatures").elements());
        same(base64(signature, "signature"), logged.signature(), "signature");
        pem(base64(signature, "verifier"));
    }

    private void dsseV2() throws GateException {
        enveloped();
        StrictJson entry = spec.required("dsseV002");
        digest(entry.required("payloadHash"), logged.payload());
        StrictJson signature = one(entry.required("signatures").elements());
        same(base64(signature, "content"), logged.signature(), "signature");
        verifier(signature.required("verifier"));
    }

    private void intoto() throws GateException {
        enveloped();
        StrictJson content = spec.required("content");
        hash(content.required("payloadHash"), logged.payload());
        StrictJson signature =
                one(content.required("envelope").required("signatures").elements());
        String inner = new String(base64(signature, "sig").toArray(), StandardCharsets.US_ASCII);
        same(Bytes.of(Base64Text.decode(inner, "log entry")), logged.signature(), "signature");
        pem(base64(signature, "publicKey"));
    }

    /** What the raw signature was made over. */
    private Bytes signedBytes() {
        return logged.enveloped()
                ? Bytes.of(DsseEnvelope.preAuthentication(
                        DsseEnvelope.IN_TOTO, logged.payload().toArray()))
                : logged.payload();
    }

    private void enveloped() throws RejectedSignatureException {
        if (!logged.enveloped()) {
            throw other("kind of signature");
        }
    }

    private static StrictJson one(List<StrictJson> signatures) throws RejectedSignatureException {
        if (signatures.size() != 1) {
            throw new RejectedSignatureException("its log entry has " + signatures.size() + " signatures");
        }
        return signatures.get(0);
    }

    /** The hash that fits the key: SHA-512 for Ed25519ph, that of the curve for ECDSA. */
    private static void hash(StrictJson hash, Bytes content) throws GateException {
        String value = HexFormat.of()
                .formatHex(hashed(hash.required("algorithm").text(), List.of("sha256", "sha384", "sha512"), content));
        if (!hash.required("value").text().equals(value)) {
            throw other("payload");
        }
    }

    private static void digest(StrictJson hash, Bytes content) throws GateException {
        byte[] value = hashed(hash.required("algorithm").text(), List.of("SHA2_256", "SHA2_384", "SHA2_512"), content);
        if (!base64(hash, "digest").equals(Bytes.of(value))) {
            throw other("payload");
        }
    }

    private static byte[] hashed(String algorithm, List<String> names, Bytes content) throws GateException {
        int at = names.indexOf(algorithm);
        if (at < 0) {
            throw new RejectedSignatureException("its log entry uses the hash " + MediaType.shown(algorithm));
        }
        try {
            return MessageDigest.getInstance(HASHES.get(at)).digest(content.toArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-2", e);
        }
    }

    private void verifier(StrictJson verifier) throws GateException {
        String member = logged.certificate() ? "x509Certificate" : "publicKey";
        same(base64(verifier.required(member), "rawBytes"), logged.verifier(), "key");
    }

    private void pem(Bytes text) throws GateException {
        String label = logged.certificate() ? "CERTIFICATE" : "PUBLIC KEY";
        String pem = new String(text.toArray(), StandardCharsets.US_ASCII);
        same(Bytes.of(Pem.only(pem, label, "the log entry's key")), logged.verifier(), "key");
    }

    private static void same(Bytes found, Bytes wanted, String what) throws RejectedSignatureException {
        if (!found.equals(wanted)) {
            throw other(what);
        }
    }

    private static RejectedSignatureException other(String what) {
        return new RejectedSignatureException("its log entry is of another " + what);
    }

    private static Bytes base64(StrictJson owner, String name) throws GateException {
        return Bytes.of(Base64Text.decode(owner.required(name).text(), "log entry"));
    }
}
