package io.jenkins.lib.containergate.archive;

import io.jenkins.lib.containergate.text.SafeText;
import java.nio.charset.StandardCharsets;

/** Names of archive entries: bytes to a runtime, text to us. {@link SafeText} shows them. */
public final class EntryName {
    /** Byte 0x80 to 0xff that is not part of UTF-8 becomes U+F780 to U+F7FF, in the private use area. */
    private static final int ESCAPE = 0xF700;

    private static final int REPLACEMENT = 0xFFFD;

    private EntryName() {}

    /**
     * Text for a name, different for different bytes: a byte that is not UTF-8 becomes a private-use character of its
     * own, and so does each byte of such a character that was there before. Two names that differ only in invalid
     * bytes must not be taken for one, or one could hide the other.
     */
    public static String decode(byte[] bytes, int offset, int length) {
        String decoded = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (unmistakable(decoded)) {
            return decoded;
        }
        StringBuilder name = new StringBuilder(length);
        int end = offset + length;
        for (int i = offset; i < end; ) {
            int width = Math.min(width(bytes[i]), end - i);
            String one = new String(bytes, i, width, StandardCharsets.UTF_8);
            boolean replaced = one.codePointAt(0) == REPLACEMENT && (width != 3 || bytes[i] != (byte) 0xEF);
            if (one.codePointCount(0, one.length()) != 1 || replaced || escapes(one.charAt(0))) {
                name.append((char) (ESCAPE | bytes[i] & 0xff));
                i++;
            } else {
                name.append(one);
                i += width;
            }
        }
        return name.toString();
    }

    private static boolean unmistakable(String decoded) {
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            if (c == REPLACEMENT || escapes(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean escapes(int c) {
        return c >= (ESCAPE | 0x80) && c <= (ESCAPE | 0xff);
    }

    /** Length of the UTF-8 sequence a byte begins. */
    private static int width(byte lead) {
        int ones = Integer.numberOfLeadingZeros(~(lead << 24));
        return ones >= 2 && ones <= 4 ? ones : 1;
    }
}
