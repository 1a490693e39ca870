package io.jenkins.lib.containergate.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Encodes values by the distinguished encoding rules.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690</a>
 */
public final class DerWriter {
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;

    private DerWriter() {}

    /** A value made of parts, each of which is encoded already, or of its content. */
    public static byte[] element(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream(length + 6);
        element.write(tag);
        if (length < 0x80) {
            element.write(length);
        } else {
            byte[] octets = unsigned(BigInteger.valueOf(length));
            element.write(0x80 | octets.length);
            element.writeBytes(octets);
        }
        for (byte[] part : parts) {
            element.writeBytes(part);
        }
        return element.toByteArray();
    }

    public static byte[] sequence(byte[]... elements) {
        return element(SEQUENCE, elements);
    }

    public static byte[] integer(BigInteger number) {
        return element(INTEGER, number.toByteArray());
    }

    public static byte[] bits(byte[] content) {
        return element(BIT_STRING, new byte[1], content);
    }

    public static byte[] octets(byte[] content) {
        return element(OCTET_STRING, content);
    }

    /** @param identifier its content in hexadecimal */
    public static byte[] identifier(String identifier) {
        return element(OBJECT_IDENTIFIER, HexFormat.of().parseHex(identifier));
    }

    /** Without the zero that stands for the sign. */
    public static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
