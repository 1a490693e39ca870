package io.jenkins.lib.containergate.secret.detect;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/** Elements of a distinguished encoding. */
final class DerWriter {
    private static final int BIT_STRING = 0x03;

    private DerWriter() {}

    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] each : contents) {
            content.writeBytes(each);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (content.size() < 0x80) {
            element.write(content.size());
        } else {
            byte[] length = unsigned(BigInteger.valueOf(content.size()));
            element.write(0x80 + length.length);
            element.writeBytes(length);
        }
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }

    static byte[] sequence(byte[]... elements) {
        return element(Der.SEQUENCE, elements);
    }

    static byte[] integer(BigInteger number) {
        return element(Der.INTEGER, number.toByteArray());
    }

    static byte[] bits(byte[] content) {
        return element(BIT_STRING, new byte[1], content);
    }

    static byte[] octets(byte[] content) {
        return element(Der.OCTETS, content);
    }

    /** @param identifier its content in hexadecimal */
    static byte[] identifier(String identifier) {
        return element(Der.OBJECT_IDENTIFIER, HexFormat.of().parseHex(identifier));
    }

    /** Without the zero that stands for the sign. */
    static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        if (bytes.length > 1 && bytes[0] == 0) {
            byte[] rest = new byte[bytes.length - 1];
            System.arraycopy(bytes, 1, rest, 0, rest.length);
            return rest;
        }
        return bytes;
    }
}
