package io.jenkins.lib.containergate.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A header block of a tar: v7, ustar, star or GNU. Follows the decisions of Go's {@code archive/tar}, with which container
 * runtimes unpack layers: a reader that decided differently would judge other files than those that run.
 */
final class TarBlock {
    static final int SIZE = 512;
    private static final int USER = 265;
    private static final int GROUP = 297;
    private static final int OWNER = 32;
    private static final int NAME = 100;
    private static final int PREFIX_AT = 345;

    private final byte[] block;
    private final int start;

    private enum Format {
        V7,
        USTAR,
        STAR,
        GNU
    }

    /** @param block holds a header at {@code start} and is not changed while this object is used */
    TarBlock(byte[] block, int start) {
        this.block = block;
        this.start = start;
    }

    boolean isZero() {
        for (int i = start; i < start + SIZE; i++) {
            if (block[i] != 0) {
                return false;
            }
        }
        return true;
    }

    char type() {
        return (char) (block[start + 156] & 0xff);
    }

    /** The header as it stands, the raw size for every type. */
    TarHeader header() throws MalformedArchiveException {
        checkSum();
        Format format = format();
        String name = text(0, NAME);
        String prefix = prefix(format);
        number(136, 12);
        if (format != Format.V7) {
            number(329, 8);
            number(337, 8);
        }
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                type(),
                number(124, 12),
                number(100, 8),
                number(108, 8),
                number(116, 8),
                text(157, NAME),
                owner(USER) + owner(GROUP),
                ExtendedAttributes.none());
    }

    /** A name that is long for one. */
    private String owner(int at) throws MalformedArchiveException {
        return block[start + at + PaxRecords.SHORTEST_NOTE - 1] == 0 ? "" : text(at, OWNER) + "\n";
    }

    private String prefix(Format format) throws MalformedArchiveException {
        return switch (format) {
            case USTAR -> text(PREFIX_AT, 155);
            case STAR -> {
                number(476, 12);
                number(488, 12);
                yield text(PREFIX_AT, 131);
            }
            case GNU -> gnuPrefix();
            case V7 -> "";
        };
    }

    /** GNU headers have times where ustar has the prefix, but old Go programs wrote a prefix there all the same. */
    private String gnuPrefix() {
        try {
            for (int at : new int[] {345, 357}) {
                if (block[start + at] != 0) {
                    number(at, 12);
                }
            }
            return "";
        } catch (MalformedArchiveException e) {
            String prefix = text(PREFIX_AT, 155);
            return prefix.chars().allMatch(c -> c < 0x80) ? prefix : "";
        }
    }

    private Format format() {
        boolean ustar = is(257, "ustar\0");
        if (ustar && is(508, "tar\0")) {
            return Format.STAR;
        }
        if (ustar) {
            return Format.USTAR;
        }
        return is(257, "ustar  \0") ? Format.GNU : Format.V7;
    }

    private void checkSum() throws MalformedArchiveException {
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < SIZE; i++) {
            byte b = i >= 148 && i < 156 ? (byte) ' ' : block[start + i];
            unsigned += b & 0xff;
            signed += b;
        }
        long stored = storedSum();
        if (stored != unsigned && stored != signed) {
            throw new MalformedArchiveException("it is not a tar, or a tar header in it is damaged");
        }
    }

    private long storedSum() throws MalformedArchiveException {
        try {
            return TarNumber.octal(block, start + 148, 8);
        } catch (MalformedArchiveException e) {
            throw new MalformedArchiveException("it is not a tar, or a tar header in it is damaged", e);
        }
    }

    private boolean is(int offset, String wanted) {
        byte[] bytes = wanted.getBytes(StandardCharsets.US_ASCII);
        int from = start + offset;
        return Arrays.equals(block, from, from + bytes.length, bytes, 0, bytes.length);
    }

    private long number(int offset, int length) throws MalformedArchiveException {
        return TarNumber.field(block, start + offset, length);
    }

    private String text(int offset, int length) {
        int from = start + offset;
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return EntryName.decode(block, from, end - from);
    }

    /** Numbers in tar headers. */
    static final class TarNumber {
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
}
