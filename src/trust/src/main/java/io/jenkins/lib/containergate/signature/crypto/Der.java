package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One value in the distinguished encoding rules. A value that is encoded in any other way is malformed: two readers must
 * never see two things in what was signed.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
 */
public final class Der {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OID = 0x06;
    public static final int ENUMERATED = 0x0a;
    public static final int UTF8_STRING = 0x0c;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    private static final int UNIVERSAL_STRING = 0x1c;
    private static final int BMP_STRING = 0x1e;
    private static final int CONSTRUCTED = 0x20;
    private static final int MAX_CHILDREN = 10_000;
    private static final int MAX_IDENTIFIER = 256;
    private static final int MAX_DEPTH = 32;
    /** Universal types of X.680 that certificates, keys, timestamps and answers about revocation are made of. */
    private static final Set<Integer> TYPES =
            Set.of(1, 2, 3, 4, 5, 6, 10, 12, 16, 17, 18, 19, 20, 22, 23, 24, 26, 28, 30);

    private static final BigInteger FORTY = BigInteger.valueOf(40);

    private final int tag;
    private final byte[] encoded;
    private final int start;
    private final boolean distinguished;

    private Der(int tag, byte[] encoded, int start, boolean distinguished) {
        this.tag = tag;
        this.encoded = encoded;
        this.start = start;
        this.distinguished = distinguished;
    }

    /** @throws RejectedSignatureException when the bytes are not exactly one value */
    public static Der parse(byte[] bytes) throws RejectedSignatureException {
        return parse(bytes, true);
    }

    /**
     * A value whose standard takes the basic encoding rules, such as the outer layers of CMS: lengths may be longer than they
     * need to be, and boolean and bit string values written in other ways. They still have to be definite.
     *
     * @throws RejectedSignatureException when the bytes are not exactly one value
     */
    public static Der parseBasic(Bytes bytes) throws RejectedSignatureException {
        Der value = parse(bytes.toArray(), false);
        value.whole(0);
        return value;
    }

    /** Also what nobody will look at is a value. */
    private void whole(int depth) throws RejectedSignatureException {
        if (depth > MAX_DEPTH) {
            throw malformed();
        }
        if ((tag & CONSTRUCTED) != 0) {
            for (Der child : children()) {
                child.whole(depth + 1);
            }
        }
    }

    private static Der parse(byte[] bytes, boolean distinguished) throws RejectedSignatureException {
        Der value = read(bytes, 0, bytes.length, distinguished);
        if (value.encoded.length != bytes.length) {
            throw malformed();
        }
        return value;
    }

    private static Der read(byte[] bytes, int from, int to, boolean distinguished) throws RejectedSignatureException {
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
            boolean shortest = length >= 0x80 && length >> 8 * (count - 1) != 0;
            if (distinguished && !shortest) {
                throw malformed();
            }
            start += count;
        }
        if (length > to - start) {
            throw malformed();
        }
        Der value = new Der(
                bytes[from] & 0xff, Arrays.copyOfRange(bytes, from, start + (int) length), start - from, distinguished);
        value.check();
        return value;
    }

    /** What the rules ask of the contents of a universal type. */
    private void check() throws RejectedSignatureException {
        if ((tag & 0xc0) != 0) {
            return;
        }
        boolean constructed = (tag & CONSTRUCTED) != 0;
        boolean collection = (tag | CONSTRUCTED) == SEQUENCE || (tag | CONSTRUCTED) == SET;
        int length = encoded.length - start;
        boolean sound =
                switch (tag) {
                    case BOOLEAN -> length == 1 && (!distinguished || encoded[start] == 0 || encoded[start] == -1);
                    case INTEGER, ENUMERATED -> isShortestInteger(length);
                    case BIT_STRING -> length > 0 && (!distinguished || isPaddedWithZeros(length));
                    case NULL -> length == 0;
                    case OID -> isIdentifier(length);
                    case BMP_STRING -> length % 2 == 0;
                    case UNIVERSAL_STRING -> length % 4 == 0;
                    default -> true;
                };
        if (!TYPES.contains(tag & ~CONSTRUCTED) || constructed != collection || !sound) {
            throw malformed();
        }
    }

    private boolean isShortestInteger(int length) {
        if (length < 2) {
            return length == 1;
        }
        boolean padded =
                encoded[start] == 0 && encoded[start + 1] >= 0 || encoded[start] == -1 && encoded[start + 1] < 0;
        return !padded;
    }

    private boolean isPaddedWithZeros(int length) {
        int unused = encoded[start];
        if (unused < 0 || unused > 7 || length == 1 && unused != 0) {
            return false;
        }
        return (encoded[encoded.length - 1] & (1 << unused) - 1) == 0 || length == 1;
    }

    /** Each part ends, and none begins with a digit that says nothing. */
    private boolean isIdentifier(int length) {
        if (length == 0 || length > MAX_IDENTIFIER || encoded[encoded.length - 1] < 0) {
            return false;
        }
        for (int i = start; i < encoded.length; i++) {
            boolean first = i == start || encoded[i - 1] >= 0;
            if (first && encoded[i] == (byte) 0x80) {
                return false;
            }
        }
        return true;
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
        if ((tag & CONSTRUCTED) == 0) {
            throw malformed();
        }
        List<Der> children = new ArrayList<>();
        int at = start;
        while (at < encoded.length) {
            Der child = read(encoded, at, encoded.length, distinguished);
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
        return new BigInteger(expect(INTEGER).content());
    }

    /** The content as text. */
    public String utf8() throws RejectedSignatureException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded, start, encoded.length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    /** The content as text of seven bits, as names in certificates are written. */
    public String ascii() throws RejectedSignatureException {
        for (int i = start; i < encoded.length; i++) {
            if (encoded[i] < 0) {
                throw malformed();
            }
        }
        return utf8();
    }

    /** A moment in UTC; fractions of a second are cut off. */
    public Instant generalizedTime() throws RejectedSignatureException {
        String text = expect(GENERALIZED_TIME).utf8();
        if (!text.matches("\\d{14}(\\.\\d{1,9})?Z")) {
            throw malformed();
        }
        try {
            return LocalDateTime.parse(
                            text.substring(0, 14),
                            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT)
                                    .withResolverStyle(ResolverStyle.STRICT))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw malformed();
        }
    }

    /** Dotted form of an object identifier. */
    public String oid() throws RejectedSignatureException {
        byte[] content = expect(OID).content();
        StringBuilder dotted = new StringBuilder();
        BigInteger part = BigInteger.ZERO;
        for (byte octet : content) {
            part = part.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7f));
            if (octet >= 0) {
                if (dotted.isEmpty()) {
                    long head = part.divide(FORTY).min(BigInteger.TWO).longValue();
                    dotted.append(head).append('.').append(part.subtract(FORTY.multiply(BigInteger.valueOf(head))));
                } else {
                    dotted.append('.').append(part);
                }
                part = BigInteger.ZERO;
            }
        }
        return dotted.toString();
    }

    private static RejectedSignatureException malformed() {
        return new RejectedSignatureException("its DER is malformed");
    }
}
