package io.jenkins.lib.containergate.secret.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of a buffer looked at together, the first one lowest. */
public final class EightBytes {
    /** How many there are. */
    public static final int LENGTH = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGHEST_BITS = EACH * 0x80;
    private static final long OTHER_BITS = EACH * 0x7f;
    /** What lifts a tab, the lowest character that is text, to the highest bit. */
    private static final long ABOVE_TAB = EACH * (0x80 - '\t');

    /** What lifts a blank, the lowest character that is printed, to the highest bit. */
    private static final long ABOVE_CONTROLS = EACH * (0x80 - ' ');

    /** What lifts a plus, the lowest digit of base 64, to the highest bit. */
    private static final long ABOVE_PLUS = EACH * (0x80 - '+');

    private static final long BLANKS = EACH * ' ';
    /** Every other byte, without the first. */
    private static final long SECONDS = 0xff00ff00ff00ff00L;

    private EightBytes() {}

    static long at(byte[] bytes, int position) {
        return (long) LONGS.get(bytes, position);
    }

    /** Whether each is ASCII and none lies below a tab: a question text always passes, and other content hardly ever. */
    static boolean textual(long eight) {
        return ascii(eight, ABOVE_TAB);
    }

    /** Whether each is a printable character of ASCII; a line break or a tab is none. */
    static boolean graphic(long eight) {
        long lifted = eight + ABOVE_CONTROLS;
        return (lifted & ~eight & ~(eight + EACH) & HIGHEST_BITS) == HIGHEST_BITS;
    }

    /** Whether each is ASCII and none lies below a plus: no blank, no quote, no parenthesis, as in a run of base 64. */
    static boolean withoutBlanks(long eight) {
        return ascii(eight, ABOVE_PLUS);
    }

    /** Whether each is ASCII and none lies below the character that is lifted to the highest bit. */
    private static boolean ascii(long eight, long lift) {
        return (eight + lift & ~eight & HIGHEST_BITS) == HIGHEST_BITS;
    }

    /** Where, a multiple of eight bytes after {@code from}, the next eight bytes that are {@link #textual} stand; else {@code to}. */
    static int firstTextual(byte[] bytes, int from, int to) {
        for (int i = from; i <= to - LENGTH; i += LENGTH) {
            if (textual(at(bytes, i))) {
                return i;
            }
        }
        return to;
    }

    /**
     * Whether four characters of ASCII stand in the eight bytes, a zero beside each; the zeros may come first or second.
     */
    static boolean wide(long eight) {
        long zeros = (eight & SECONDS) == 0 ? SECONDS : ~SECONDS;
        return (eight & zeros) == 0 && textual(eight | zeros & BLANKS);
    }

    /**
     * Where, a multiple of {@code step} after {@code from}, the next eight bytes that are {@link #wide} stand beside other
     * eight that are; else {@code to}.
     */
    static int firstWide(byte[] bytes, int from, int to, int step) {
        int last = Math.min(to, bytes.length - LENGTH + 1);
        for (int i = from; i < last; i += step) {
            long eight = at(bytes, i);
            if (((eight & SECONDS) == 0 || (eight & ~SECONDS) == 0) && wide(eight) && besideWide(bytes, i)) {
                return i;
            }
        }
        return to;
    }

    private static boolean besideWide(byte[] bytes, int position) {
        int before = position - LENGTH;
        int after = position + LENGTH;
        return before >= 0 && wide(at(bytes, before)) || after <= bytes.length - LENGTH && wide(at(bytes, after));
    }

    /** How often a byte occurs between two positions. */
    public static int count(byte[] bytes, byte wanted, int from, int to) {
        long pattern = EACH * (wanted & 0xff);
        int count = 0;
        int i = from;
        for (; i <= to - LENGTH; i += LENGTH) {
            long different = at(bytes, i) ^ pattern;
            long zero = ~((different & OTHER_BITS) + OTHER_BITS | different) & HIGHEST_BITS;
            count += Long.bitCount(zero);
        }
        for (; i < to; i++) {
            count += bytes[i] == wanted ? 1 : 0;
        }
        return count;
    }
}
