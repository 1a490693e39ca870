package io.jenkins.lib.containergate.archive;

import java.nio.charset.StandardCharsets;

/** Numbers in tar headers. */
final class TarNumber {
    private static final int SIGN = 0x40;

    private TarNumber() {}

    /** Octal digits or, when the top bit is set, a big-endian binary number (GNU "base-256"). */
    static long field(byte[] block, int offset, int length) throws MalformedArchiveException {
        return (block[offset] & 0x80) != 0 ? binary(block, offset, length) : octal(block, offset, length);
    }

    private static long binary(byte[] block, int offset, int length) throws MalformedArchiveException {
        int invert = (block[offset] & SIGN) != 0 ? 0xff : 0;
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = (block[offset + i] ^ invert) & (i == 0 ? 0x7f : 0xff);
            if (value >>> 55 != 0) {
                throw new MalformedArchiveException("a number in a tar header is too large");
            }
            value = value << 8 | digit;
        }
        return invert == 0 ? value : ~value;
    }

    /** Spaces and zero bytes may stand around the digits; no digit at all is zero. */
    static long octal(byte[] block, int offset, int length) throws MalformedArchiveException {
        int start = offset;
        int end = offset + length;
        while (start < end && padding(block[start])) {
            start++;
        }
        while (end > start && padding(block[end - 1])) {
            end--;
        }
        long value = 0;
        for (int i = start; i < end && block[i] != 0; i++) {
            int digit = block[i] - '0';
            if (digit < 0 || digit > 7 || value >>> 60 != 0) {
                throw new MalformedArchiveException("a number in a tar header is not octal");
            }
            value = value << 3 | digit;
        }
        return value;
    }

    private static boolean padding(byte b) {
        return b == ' ' || b == 0;
    }

    /** Decimal number of an extended header. */
    static long decimal(byte[] bytes, String key) throws MalformedArchiveException {
        try {
            return Long.parseLong(new String(bytes, StandardCharsets.US_ASCII));
        } catch (NumberFormatException e) {
            throw new MalformedArchiveException("the extended tar header '" + key + "' is not a number", e);
        }
    }
}
