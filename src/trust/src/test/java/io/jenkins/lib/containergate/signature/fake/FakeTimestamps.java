package io.jenkins.lib.containergate.signature.fake;

import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.crypto.Der;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A timestamp authority with one certificate, which its root has issued, or an authority below that (RFC 3161). */
public final class FakeTimestamps {
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final byte[] SHA256 = HexFormat.of().parseHex("300d06096086480165030402010500");
    private static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] NONE = {};

    private final SigningKey key = SigningKey.ecdsa();
    private final byte[] issuer;
    private final byte[] certificate;
    private final List<byte[]> authorities = new ArrayList<>();

    public FakeTimestamps(String name) {
        this(name, "");
    }

    /** @param purpose what the authority that issues the certificate may issue certificates for; empty for the root itself */
    public FakeTimestamps(String name, String purpose) {
        SigningKey rootKey = SigningKey.ecdsa();
        byte[] root = FakeCertificate.commonName(name + " root");
        authorities.add(authority(root, root, rootKey).signedBy(rootKey));
        SigningKey issuing = purpose.isEmpty() ? rootKey : SigningKey.ecdsa();
        issuer = purpose.isEmpty() ? root : FakeCertificate.commonName(name + " authority");
        if (!purpose.isEmpty()) {
            authorities.add(
                    0, authority(root, issuer, issuing).purposes(false, purpose).signedBy(rootKey));
        }
        certificate = new FakeCertificate(issuer, FakeCertificate.commonName(name), key.publicKey())
                .serial(7)
                .keyUsage(0)
                .purposes(true, TIME_STAMPING)
                .signedBy(issuing);
    }

    private static FakeCertificate authority(byte[] issuer, byte[] subject, SigningKey key) {
        return new FakeCertificate(issuer, subject, key.publicKey())
                .authority(-1)
                .keyUsage(5);
    }

    /** From the leaf to the root. */
    public List<byte[]> chain() {
        List<byte[]> chain = new ArrayList<>(List.of(certificate));
        chain.addAll(authorities);
        return chain;
    }

    /** Those that a token brings: all but the root. */
    private byte[] brought() {
        return DerWriter.element(0xa0, chain().subList(0, authorities.size()).toArray(byte[][]::new));
    }

    /** A response with a token about these bytes. */
    public byte[] stamp(byte[] stamped, Instant moment) {
        byte[] info = DerWriter.element(
                Der.SEQUENCE,
                new byte[] {2, 1, 1},
                FakeCertificate.oid("1.2.3.4.1"),
                DerWriter.element(
                        Der.SEQUENCE, SHA256, DerWriter.octets(Digest.sha256().digest(stamped))),
                new byte[] {2, 1, 42},
                FakeCertificate.time(moment));
        byte[] attributes = DerWriter.element(
                Der.SET,
                attribute("1.2.840.113549.1.9.3", FakeCertificate.oid("1.2.840.113549.1.9.16.1.4")),
                attribute(
                        "1.2.840.113549.1.9.4", DerWriter.octets(Digest.sha256().digest(info))),
                attribute(
                        "1.2.840.113549.1.9.16.2.47",
                        DerWriter.element(
                                Der.SEQUENCE,
                                DerWriter.element(
                                        Der.SEQUENCE,
                                        DerWriter.element(
                                                Der.SEQUENCE,
                                                DerWriter.element(
                                                        Der.OCTET_STRING,
                                                        Digest.sha256().digest(certificate)))))));
        byte[] tagged = attributes.clone();
        tagged[0] = (byte) 0xa0;
        byte[] signer = DerWriter.element(
                Der.SEQUENCE,
                new byte[] {2, 1, 1},
                DerWriter.sequence(issuer, new byte[] {2, 1, 7}),
                SHA256,
                tagged,
                ECDSA_SHA256,
                DerWriter.octets(key.sign(attributes)));
        List<byte[]> data = new ArrayList<>(List.of(
                new byte[] {2, 1, 3},
                DerWriter.element(Der.SET, SHA256),
                DerWriter.element(
                        Der.SEQUENCE,
                        FakeCertificate.oid("1.2.840.113549.1.9.16.1.4"),
                        DerWriter.element(0xa0, DerWriter.octets(info))),
                brought(),
                DerWriter.element(Der.SET, signer)));
        byte[] token = DerWriter.element(
                Der.SEQUENCE,
                FakeCertificate.oid("1.2.840.113549.1.7.2"),
                DerWriter.element(0xa0, DerWriter.sequence(data.toArray(byte[][]::new))));
        return DerWriter.sequence(DerWriter.sequence(new byte[] {2, 1, 0}), token, NONE);
    }

    private static byte[] attribute(String oid, byte[] value) {
        return DerWriter.sequence(FakeCertificate.oid(oid), DerWriter.element(Der.SET, value));
    }
}
