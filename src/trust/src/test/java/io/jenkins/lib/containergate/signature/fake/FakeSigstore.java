package io.jenkins.lib.containergate.signature.fake;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.crypto.Der;
import io.jenkins.lib.containergate.signature.dsse.DsseEnvelope;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An instance of Sigstore in memory: certificate authority, certificate log, transparency log, timestamp authority. */
public final class FakeSigstore {
    public static final String ISSUER = "https://issuer.example";
    public static final String SUBJECT = "ci@acme.example";
    public static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
    public static final Instant SIGNED = Instant.parse("2026-11-24T11:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCT = "1.3.6.1.4.1.11129.2.4.2";
    private static final byte[] ROOT_NAME = FakeCertificate.commonName("fake root");
    private static final byte[] ISSUING_NAME = FakeCertificate.commonName("fake issuing");

    private final SigningKey rootKey = SigningKey.ecdsa();
    private final SigningKey issuingKey = SigningKey.ecdsa();
    private final SigningKey logKey = SigningKey.ecdsa();
    private final SigningKey certificateLogKey = SigningKey.ecdsa();
    private final FakeLog log = new FakeLog(logKey, "rekor.example");
    private final FakeLog certificateLog = new FakeLog(certificateLogKey, "ct.example");
    private final FakeTimestamps timestamps = new FakeTimestamps("tsa");
    private Consumer<FakeCertificate> leaf = certificate -> {};
    private Consumer<FakeCertificate> issuing = certificate -> {};
    private Consumer<FakeCertificate> top = certificate -> {};

    /** What is odd about the signing certificates made from now on. */
    public FakeSigstore leaf(Consumer<FakeCertificate> change) {
        leaf = change;
        return this;
    }

    public FakeSigstore issuing(Consumer<FakeCertificate> change) {
        issuing = change;
        return this;
    }

    public FakeSigstore top(Consumer<FakeCertificate> change) {
        top = change;
        return this;
    }

    public FakeLog log() {
        return log;
    }

    public FakeTimestamps timestamps() {
        return timestamps;
    }

    public ObjectNode root() {
        ObjectNode root = JSON.createObjectNode();
        root.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
        root.putArray("tlogs").add(log.trusted());
        root.putArray("ctlogs").add(certificateLog.trusted());
        authority(root.putArray("certificateAuthorities"), List.of(issuingCertificate(), rootCertificate()));
        authority(root.putArray("timestampAuthorities"), timestamps.chain());
        return root;
    }

    private static void authority(ArrayNode authorities, List<byte[]> chain) {
        ObjectNode authority = authorities.addObject().put("uri", "https://authority.example");
        ArrayNode certificates = authority.putObject("certChain").putArray("certificates");
        chain.forEach(der -> certificates.addObject().put("rawBytes", FakeLog.base64(der)));
        authority.putObject("validFor").put("start", "2020-01-01T00:00:00Z");
    }

    public static TrustedRoot parsed(ObjectNode root) throws GateException {
        return TrustedRoot.parse(Bytes.ofText(root.toString()), "the root");
    }

    private byte[] rootCertificate() {
        FakeCertificate certificate = new FakeCertificate(ROOT_NAME, ROOT_NAME, rootKey.publicKey())
                .authority(1)
                .keyUsage(5, 6);
        top.accept(certificate);
        return certificate.signedBy(rootKey);
    }

    private byte[] issuingCertificate() {
        FakeCertificate certificate = new FakeCertificate(ROOT_NAME, ISSUING_NAME, issuingKey.publicKey())
                .authority(0)
                .keyUsage(5, 6)
                .purposes(false, CODE_SIGNING);
        issuing.accept(certificate);
        return certificate.signedBy(rootKey);
    }

    private byte[] leafCertificate(SigningKey key) {
        FakeCertificate certificate = new FakeCertificate(
                        ISSUING_NAME, DerWriter.element(Der.SEQUENCE), key.publicKey())
                .valid(SIGNED.minusSeconds(60), SIGNED.plusSeconds(540))
                .keyUsage(0)
                .purposes(false, CODE_SIGNING)
                .with(
                        FakeCertificate.SUBJECT_ALTERNATIVE_NAME,
                        true,
                        DerWriter.sequence(DerWriter.element(0x81, SUBJECT.getBytes(StandardCharsets.US_ASCII))))
                .with(
                        "1.3.6.1.4.1.57264.1.8",
                        false,
                        DerWriter.element(Der.UTF8_STRING, ISSUER.getBytes(StandardCharsets.UTF_8)));
        leaf.accept(certificate);
        byte[] timestamp = timestamp(certificate.unsigned());
        byte[] list = ByteBuffer.allocate(timestamp.length + 4)
                .putShort((short) (timestamp.length + 2))
                .putShort((short) timestamp.length)
                .put(timestamp)
                .array();
        return certificate.with(SCT, false, DerWriter.octets(list)).signedBy(issuingKey);
    }

    private byte[] timestamp(byte[] bare) {
        long millis = SIGNED.minusSeconds(50).toEpochMilli();
        byte[] issuer = Digest.sha256().digest(issuingKey.publicKey().getEncoded());
        byte[] signed = ByteBuffer.allocate(bare.length + 49)
                .putShort((short) 0)
                .putLong(millis)
                .putShort((short) 1)
                .put(issuer)
                .put((byte) (bare.length >> 16))
                .putShort((short) bare.length)
                .put(bare)
                .putShort((short) 0)
                .array();
        byte[] signature = certificateLogKey.sign(signed);
        return ByteBuffer.allocate(47 + signature.length)
                .put((byte) 0)
                .put(certificateLog.id())
                .putLong(millis)
                .putShort((short) 0)
                .putShort((short) 0x0403)
                .putShort((short) signature.length)
                .put(signature)
                .array();
    }

    /** A keyless bundle, logged at {@link #SIGNED}, without a timestamp. */
    public ObjectNode bundle(String statement) {
        SigningKey key = SigningKey.ecdsa();
        byte[] certificate = leafCertificate(key);
        byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(DsseEnvelope.preAuthentication(DsseEnvelope.IN_TOTO, payload));
        ObjectNode bundle = JSON.createObjectNode().put("mediaType", SignatureTexts.BUNDLE_TYPE);
        ObjectNode material = bundle.putObject("verificationMaterial");
        material.putObject("certificate").put("rawBytes", FakeLog.base64(certificate));
        material.putArray("tlogEntries").add(log.entry(body(certificate, payload, signature), SIGNED));
        material.putObject("timestampVerificationData").putArray("rfc3161Timestamps");
        bundle.putObject("dsseEnvelope")
                .put("payloadType", DsseEnvelope.IN_TOTO)
                .put("payload", FakeLog.base64(payload))
                .putArray("signatures")
                .addObject()
                .put("sig", FakeLog.base64(signature));
        return bundle;
    }

    /** Annotations of a logged and stamped signature in the older layout of cosign, made with a bare key. */
    public Map<String, String> simpleSigning(SigningKey key, String payload) {
        byte[] message = payload.getBytes(StandardCharsets.UTF_8);
        byte[] signature = key.sign(message);
        ObjectNode body = JSON.createObjectNode().put("kind", "hashedrekord").put("apiVersion", "0.0.1");
        ObjectNode spec = body.putObject("spec");
        spec.putObject("data")
                .putObject("hash")
                .put("algorithm", "sha256")
                .put("value", Digest.of(message).hex());
        spec.putObject("signature")
                .put("content", FakeLog.base64(signature))
                .putObject("publicKey")
                .put("content", FakeLog.base64(key.pem().getBytes(StandardCharsets.US_ASCII)));
        byte[] logged = body.toString().getBytes(StandardCharsets.UTF_8);
        ObjectNode bundle = JSON.createObjectNode();
        bundle.put("SignedEntryTimestamp", FakeLog.base64(log.promise(logged, SIGNED)));
        bundle.putObject("Payload")
                .put("body", FakeLog.base64(logged))
                .put("integratedTime", SIGNED.getEpochSecond())
                .put("logIndex", 5)
                .put("logID", HexFormat.of().formatHex(log.id()));
        ObjectNode stamp = JSON.createObjectNode()
                .put("SignedRFC3161Timestamp", FakeLog.base64(timestamps.stamp(signature, SIGNED)));
        return Map.of(
                "dev.cosignproject.cosign/signature", FakeLog.base64(signature),
                "dev.sigstore.cosign/bundle", bundle.toString(),
                "dev.sigstore.cosign/rfc3161timestamp", stamp.toString());
    }

    private static byte[] body(byte[] certificate, byte[] payload, byte[] signature) {
        String pem = "-----BEGIN CERTIFICATE-----\n" + FakeLog.base64(certificate) + "\n-----END CERTIFICATE-----\n";
        ObjectNode body = JSON.createObjectNode().put("kind", "dsse").put("apiVersion", "0.0.1");
        ObjectNode spec = body.putObject("spec");
        spec.putObject("payloadHash")
                .put("algorithm", "sha256")
                .put("value", Digest.of(payload).hex());
        spec.putArray("signatures")
                .addObject()
                .put("signature", FakeLog.base64(signature))
                .put("verifier", FakeLog.base64(pem.getBytes(StandardCharsets.US_ASCII)));
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    public static ArrayNode entries(ObjectNode bundle) {
        return (ArrayNode) bundle.at("/verificationMaterial/tlogEntries");
    }

    /** With one more RFC 3161 timestamp of its signature. */
    public static void stamp(ObjectNode bundle, byte[] token) {
        ((ArrayNode) bundle.at("/verificationMaterial/timestampVerificationData/rfc3161Timestamps"))
                .addObject()
                .put("signedTimestamp", FakeLog.base64(token));
    }

    public static byte[] signature(ObjectNode bundle) {
        try {
            return bundle.at("/dsseEnvelope/signatures/0/sig").binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] body(ObjectNode entry) {
        try {
            return entry.get("canonicalizedBody").binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
