package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One value in the distinguished encoding rules, definite lengths only.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
 */
public final class Der {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int OID = 0x06;
    public static final int UTF8_STRING = 0x0c;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    private static final int MAX_CHILDREN = 10_000;

    private final int tag;
    private final byte[] encoded;
    private final int start;

    private Der(int tag, byte[] encoded, int start) {
        this.tag = tag;
        this.encoded = encoded;
        this.start = start;
    }

    /** @throws RejectedSignatureException when the bytes are not exactly one value */
    public static Der parse(byte[] bytes) throws RejectedSignatureException {
        Der value = read(bytes, 0, bytes.length);
        if (value.encoded.length != bytes.length) {
            throw malformed();
        }
        return value;
    }

    public static Der parse(Bytes bytes) throws RejectedSignatureException {
        return parse(bytes.toArray());
    }

    private static Der read(byte[] bytes, int from, int to) throws RejectedSignatureException {
        if (to - from < 2 || (bytes[from] & 0x1f) == 0x1f) {
            throw malformed();
        }
        int first = bytes[from + 1] & 0xff;
        int start = from + 2;
        long length = first;
        if (first >= 0x80) {
            int count = first & 0x7f;
            if (count == 0 || count > 4 || to - start < count) {
                throw malformed();
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | bytes[start + i] & 0xff;
            }
            start += count;
        }
        if (length > to - start) {
            throw malformed();
        }
        return new Der(bytes[from] & 0xff, Arrays.copyOfRange(bytes, from, start + (int) length), start - from);
    }

    /** A value made of parts that are encoded already. */
    public static byte[] encode(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >> 8 * i);
            }
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public int tag() {
        return tag;
    }

    /** Tag, length and content. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The same content under another tag: for implicitly tagged values. */
    public byte[] encodedAs(int other) {
        byte[] copy = encoded.clone();
        copy[0] = (byte) other;
        return copy;
    }

    public byte[] content() {
        return Arrays.copyOfRange(encoded, start, encoded.length);
    }

    public Der expect(int wanted) throws RejectedSignatureException {
        if (tag != wanted) {
            throw malformed();
        }
        return this;
    }

    /** The values inside a constructed one. */
    public List<Der> children() throws RejectedSignatureException {
        if ((tag & 0x20) == 0) {
            throw malformed();
        }
        List<Der> children = new ArrayList<>();
        int at = start;
        while (at < encoded.length) {
            Der child = read(encoded, at, encoded.length);
            children.add(child);
            at += child.encoded.length;
            if (children.size() > MAX_CHILDREN) {
                throw malformed();
            }
        }
        return children;
    }

    /** @throws RejectedSignatureException when there are fewer children */
    public Der child(int index) throws RejectedSignatureException {
        List<Der> children = children();
        if (index >= children.size()) {
            throw malformed();
        }
        return children.get(index);
    }

    /** The value inside an OCTET STRING, as X.509 extensions wrap theirs. */
    public Der unwrap() throws RejectedSignatureException {
        return parse(expect(OCTET_STRING).content());
    }

    public BigInteger integer() throws RejectedSignatureException {
        byte[] content = expect(INTEGER).content();
        if (content.length == 0) {
            throw malformed();
        }
        return new BigInteger(content);
    }

    public String utf8() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    /** A moment in UTC; fractions of a second are cut off. */
    public Instant generalizedTime() throws RejectedSignatureException {
        String text = expect(GENERALIZED_TIME).utf8();
        if (!text.matches("\\d{14}(\\.\\d{1,9})?Z")) {
            throw malformed();
        }
        try {
            return LocalDateTime.parse(
                            text.substring(0, 14), DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw malformed();
        }
    }

    /** Dotted form of an object identifier. */
    public String oid() throws RejectedSignatureException {
        byte[] content = expect(OID).content();
        StringBuilder dotted = new StringBuilder();
        long part = 0;
        for (byte octet : content) {
            if (part > Long.MAX_VALUE >> 8) {
                throw malformed();
            }
            part = part << 7 | octet & 0x7f;
            if ((octet & 0x80) == 0) {
                if (dotted.isEmpty()) {
                    long head = Math.min(part / 40, 2);
                    dotted.append(head).append('.').append(part - head * 40);
                } else {
                    dotted.append('.').append(part);
                }
                part = 0;
            }
        }
        return dotted.toString();
    }

    private static RejectedSignatureException malformed() {
        return new RejectedSignatureException("its DER is malformed");
    }
}
