package io.jenkins.lib.containergate.signature.fake;

import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.signature.crypto.Der;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A certificate, made by hand, that may say anything: signed with a P-256 key and SHA-256. */
public final class FakeCertificate {
    public static final String KEY_USAGE = "2.5.29.15";
    public static final String BASIC_CONSTRAINTS = "2.5.29.19";
    public static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    public static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    private static final byte[] ECDSA_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] TRUE = {1, 1, (byte) 0xff};

    private final byte[] issuer;
    private final byte[] subject;
    private final PublicKey key;
    private final Map<String, byte[]> extensions = new LinkedHashMap<>();
    private Instant from = Instant.parse("2020-01-01T00:00:00Z");
    private Instant until = Instant.parse("2040-01-01T00:00:00Z");
    private int serial = 1;

    /** Names are distinguished names in DER. */
    public FakeCertificate(byte[] issuer, byte[] subject, PublicKey key) {
        this.issuer = issuer;
        this.subject = subject;
        this.key = key;
    }

    /** A distinguished name; each text is {@code OID=value}, those in one array share one relative name. */
    public static byte[] name(String[]... parts) {
        List<byte[]> relative = new ArrayList<>();
        for (String[] part : parts) {
            List<byte[]> attributes = new ArrayList<>();
            for (String attribute : part) {
                int at = attribute.indexOf('=');
                attributes.add(DerWriter.element(
                        Der.SEQUENCE,
                        oid(attribute.substring(0, at)),
                        DerWriter.element(
                                Der.UTF8_STRING, attribute.substring(at + 1).getBytes(StandardCharsets.UTF_8))));
            }
            relative.add(DerWriter.element(Der.SET, attributes.toArray(byte[][]::new)));
        }
        return DerWriter.sequence(relative.toArray(byte[][]::new));
    }

    public static byte[] commonName(String name) {
        return name(new String[] {"2.5.4.3=" + name});
    }

    public static byte[] oid(String dotted) {
        String[] parts = dotted.split("\\.");
        List<byte[]> encoded = new ArrayList<>();
        encoded.add(base128(
                new BigInteger(parts[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(parts[1]))));
        for (int i = 2; i < parts.length; i++) {
            encoded.add(base128(new BigInteger(parts[i])));
        }
        return DerWriter.element(Der.OID, encoded.toArray(byte[][]::new));
    }

    private static byte[] base128(BigInteger value) {
        int octets = Math.max(1, (value.bitLength() + 6) / 7);
        byte[] encoded = new byte[octets];
        for (int i = 0; i < octets; i++) {
            int part = value.shiftRight(7 * (octets - 1 - i)).intValue() & 0x7f;
            encoded[i] = (byte) (i < octets - 1 ? part | 0x80 : part);
        }
        return encoded;
    }

    public FakeCertificate valid(Instant first, Instant last) {
        from = first;
        until = last;
        return this;
    }

    public FakeCertificate serial(int number) {
        serial = number;
        return this;
    }

    /** @param value DER of the extension's value */
    public FakeCertificate with(String oid, boolean critical, byte[] value) {
        byte[] wrapped = DerWriter.octets(value);
        extensions.put(
                oid, critical ? DerWriter.sequence(oid(oid), TRUE, wrapped) : DerWriter.sequence(oid(oid), wrapped));
        return this;
    }

    public FakeCertificate without(String oid) {
        extensions.remove(oid);
        return this;
    }

    /** @param bits of RFC 5280: 0 is digitalSignature, 5 keyCertSign */
    public FakeCertificate keyUsage(int... bits) {
        int octets = 0;
        for (int bit : bits) {
            octets |= 0x80 >> bit;
        }
        int unused = octets == 0 ? 0 : Integer.numberOfTrailingZeros(octets);
        return with(
                KEY_USAGE,
                true,
                octets == 0
                        ? DerWriter.element(Der.BIT_STRING, new byte[1])
                        : DerWriter.element(Der.BIT_STRING, new byte[] {(byte) unused, (byte) octets}));
    }

    /** @param pathLength less than 0 for none */
    public FakeCertificate authority(int pathLength) {
        byte[] value = pathLength < 0
                ? DerWriter.sequence(TRUE)
                : DerWriter.sequence(TRUE, DerWriter.element(Der.INTEGER, new byte[] {(byte) pathLength}));
        return with(BASIC_CONSTRAINTS, true, value);
    }

    public FakeCertificate purposes(boolean critical, String... oids) {
        List<byte[]> encoded = new ArrayList<>();
        for (String oid : oids) {
            encoded.add(oid(oid));
        }
        return with(EXTENDED_KEY_USAGE, critical, DerWriter.sequence(encoded.toArray(byte[][]::new)));
    }

    /** What is signed. */
    public byte[] unsigned() {
        return DerWriter.element(
                Der.SEQUENCE,
                DerWriter.element(0xa0, new byte[] {2, 1, 2}),
                DerWriter.element(Der.INTEGER, BigInteger.valueOf(serial).toByteArray()),
                ECDSA_SHA256,
                issuer,
                DerWriter.sequence(time(from), time(until)),
                subject,
                key.getEncoded(),
                DerWriter.element(0xa3, DerWriter.sequence(extensions.values().toArray(byte[][]::new))));
    }

    public byte[] signedBy(SigningKey authority) {
        byte[] unsigned = unsigned();
        return DerWriter.element(Der.SEQUENCE, unsigned, ECDSA_SHA256, DerWriter.bits(authority.sign(unsigned)));
    }

    static byte[] time(Instant moment) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment);
        return DerWriter.element(Der.GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }
}
