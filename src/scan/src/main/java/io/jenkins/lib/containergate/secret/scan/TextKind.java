package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.io.InputStream;
import java.util.Arrays;

/** What content is, by its first bytes. */
enum TextKind {
    PLAIN,
    /** UTF-16 or UTF-32 as a whole. */
    WIDE,
    /** Text with zeros in it: the environment of a process, what Vim keeps of a file while it is edited, a log that was cut. */
    RECORDS,
    /** No text, though there may be some in it. */
    PROGRAM;

    private static final byte[] VIM = {'b', '0', 'V', 'I', 'M'};
    /** What Vim keeps of changes. */
    private static final byte[] VIM_UNDO = {'V', 'i', 'm', (byte) 0x9f, 'U', 'n', 'D', 'o', (byte) 0xe5};

    private static final int ESCAPE = 0x1b;
    /** Bytes of text for each zero. */
    private static final int MOST_ZEROS = 128;

    private static final int WIDE_PROBE = 64;
    private static final int SHORTEST_WIDE = 16;

    /** @param filled how many bytes of the buffer are the first ones of the content */
    static TextKind of(byte[] buffer, int filled) {
        if (wide(buffer, filled)) {
            return WIDE;
        }
        for (int i = 0; i < filled; i++) {
            if (buffer[i] == 0) {
                boolean records = vim(buffer, filled) || environment(buffer, filled) || textWithZeros(buffer, filled);
                return records ? RECORDS : PROGRAM;
            }
        }
        return PLAIN;
    }

    private static boolean vim(byte[] buffer, int filled) {
        return begins(buffer, filled, VIM) || begins(buffer, filled, VIM_UNDO);
    }

    private static boolean begins(byte[] buffer, int filled, byte[] mark) {
        return filled > mark.length && Arrays.equals(buffer, 0, mark.length, mark, 0, mark.length);
    }

    /** Texts with a zero after each, the first of which gives a value to a name. */
    private static boolean environment(byte[] buffer, int filled) {
        int name = 0;
        while (name < filled && Characters.word(buffer[name])) {
            name++;
        }
        if (name == 0 || name == filled || buffer[name] != '=') {
            return false;
        }
        for (int i = name; i < filled; i++) {
            int c = buffer[i];
            if (c == 0 ? buffer[i - 1] == 0 : !text(c)) {
                return false;
            }
        }
        return true;
    }

    /** Text in which a zero stands here and there, that many who read it take for a blank or leave out. No program begins so. */
    private static boolean textWithZeros(byte[] buffer, int filled) {
        int zeros = 0;
        int letters = 0;
        for (int i = 0; i < filled; i++) {
            int c = buffer[i];
            if (c != 0 && !text(c)) {
                return false;
            }
            zeros += c == 0 ? 1 : 0;
            letters += Characters.printable(c) ? 1 : 0;
        }
        return zeros <= 1 + filled / MOST_ZEROS && letters > filled / 2;
    }

    /** Bytes below zero are letters of other languages. */
    private static boolean text(int c) {
        return c < 0 || Characters.printable(c) || Characters.lineBreak(c) || c == '\t' || c == '\f' || c == ESCAPE;
    }

    /** As {@link #PLAIN} text, where it is one that can be read so. */
    InputStream readable(InputStream in) {
        return switch (this) {
            case WIDE -> new Utf16ToAscii(in);
            case RECORDS -> new RecordStream(in);
            case PLAIN, PROGRAM -> in;
        };
    }

    /**
     * The same of the beginning.
     *
     * @return how many bytes are left
     */
    int readable(byte[] buffer, int filled) {
        if (this == RECORDS) {
            RecordStream.lines(buffer, 0, filled);
        }
        return this == WIDE ? Utf16ToAscii.narrow(buffer, filled) : filled;
    }

    /** UTF-16 by its byte order mark, or by a zero in every other byte of readable text. */
    private static boolean wide(byte[] buffer, int filled) {
        int first = filled > 1 ? buffer[0] & 0xff : 0;
        int second = filled > 1 ? buffer[1] & 0xff : 0;
        return first == 0xff && second == 0xfe
                || first == 0xfe && second == 0xff
                || everyOtherZero(buffer, filled, 0)
                || everyOtherZero(buffer, filled, 1)
                || everyFourth(buffer, filled, 0)
                || everyFourth(buffer, filled, 3);
    }

    /** UTF-32: three zeros beside each character; a byte order mark may come first. */
    private static boolean everyFourth(byte[] buffer, int filled, int character) {
        int length = Math.min(filled, 2 * WIDE_PROBE);
        int from = length > 3 && buffer[0] == 0 && buffer[1] == 0 && buffer[2] == -2 && buffer[3] == -1 ? 4 : 0;
        for (int i = from; i < length; i++) {
            int c = buffer[i] & 0xff;
            boolean text = Characters.printable(c) || Characters.lineBreak(c) || c == '\t';
            if (i % 4 == character ? !text : c != 0) {
                return false;
            }
        }
        return length >= 2 * SHORTEST_WIDE;
    }

    /** @param parity of the positions that hold the zeros */
    private static boolean everyOtherZero(byte[] buffer, int filled, int parity) {
        int length = Math.min(filled, WIDE_PROBE);
        for (int i = 0; i < length; i++) {
            int c = buffer[i] & 0xff;
            boolean text = Characters.printable(c) || Characters.lineBreak(c) || c == '\t';
            if (i % 2 == parity ? c != 0 : !text) {
                return false;
            }
        }
        return length >= SHORTEST_WIDE;
    }
}
