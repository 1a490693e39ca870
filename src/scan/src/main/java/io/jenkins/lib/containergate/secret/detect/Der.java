package io.jenkins.lib.containergate.secret.detect;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One element of a distinguished encoding, its content at most 16 MiB; it may have been cut out of hostile bytes.
 *
 * @param bytes not copied
 * @param from where the content begins
 * @param to position after it
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690, section 10</a>
 */
record Der(byte[] bytes, int tag, int from, int to) {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    /** Constructed, context-specific, number 0. */
    static final int FIRST = 0xa0;

    private static final int MOST_CHILDREN = 64;

    /** The element that begins there and lies in the bytes whole. */
    static Optional<Der> at(byte[] bytes, int position, int end) {
        if (position + 2 > end) {
            return Optional.empty();
        }
        int length = bytes[position + 1] & 0xff;
        int start = position + 2;
        if (length >= 0x80) {
            int octets = length - 0x80;
            if (octets < 1 || octets > 3 || start + octets > end) {
                return Optional.empty();
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | bytes[start + i] & 0xff;
            }
            start += octets;
        }
        return start + length > end
                ? Optional.empty()
                : Optional.of(new Der(bytes, bytes[position] & 0xff, start, start + length));
    }

    /** The elements that it consists of, up to 64 of them; as far as they are whole. */
    List<Der> children() {
        List<Der> children = new ArrayList<>();
        Optional<Der> child = at(bytes, from, to);
        while (child.isPresent() && children.size() < MOST_CHILDREN) {
            children.add(child.get());
            child = at(bytes, child.get().to, to);
        }
        return children;
    }

    /** Whether its children begin with these tags. */
    boolean startsWith(int... tags) {
        List<Der> children = children();
        for (int i = 0; i < tags.length; i++) {
            if (children.size() <= i || children.get(i).tag != tags[i]) {
                return false;
            }
        }
        return true;
    }

    int length() {
        return to - from;
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Its content as a number; -1 when that is large or none. */
    int number() {
        return tag != INTEGER || length() < 1 || length() > 4 ? -1 : new BigInteger(content()).intValue();
    }

    /** May hold a key. */
    @Override
    public String toString() {
        return "Der[" + tag + ", " + length() + " bytes]";
    }
}
