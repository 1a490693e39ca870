package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** What stands between the lines of a PEM block, as files and string literals of many languages write it. */
final class KeyArmour {
    private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int OCTETS = 4;

    private KeyArmour() {}

    /** Whether it decodes to a key that can be used without a password. */
    static boolean unprotected(String armoured) {
        if (armoured.contains("ENCRYPTED")) {
            return false;
        }
        byte[] key = decode(armoured);
        return startsWith(key, OPENSSH) ? openSsh(key) : asn1(key);
    }

    /** Base 64 with escapes, quotes, line joints and headers left out; what does not decode is cut off. */
    static byte[] decode(String armoured) {
        StringBuilder digits = new StringBuilder();
        for (String line : armoured.replace("\\n", "\n").replace("\\r", "\n").split("[\r\n]+", -1)) {
            if (line.indexOf(": ") > 0) {
                continue;
            }
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (Characters.letter(c) || Characters.digit(c) || c == '+' || c == '/') {
                    digits.append(c);
                } else if (c == '=') {
                    break;
                }
            }
        }
        digits.setLength(digits.length() - (digits.length() % 4 == 1 ? 1 : 0));
        try {
            return Base64.getDecoder().decode(digits.toString());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** {@code SEQUENCE { INTEGER version, ... }}, whole: PKCS #1, PKCS #8 (RFC 5208), SEC 1 (RFC 5915), DSA. */
    private static boolean asn1(byte[] key) {
        int[] body = content(key, 0, SEQUENCE);
        if (body.length == 0) {
            return false;
        }
        int[] version = content(key, body[0], INTEGER);
        if (version.length == 0 || version[1] - version[0] != 1 || key[version[0]] < 0 || key[version[0]] > 1) {
            return false;
        }
        return content(key, version[1], SEQUENCE).length > 0
                || content(key, version[1], INTEGER).length > 0
                || content(key, version[1], OCTETS).length > 0;
    }

    /** Start and end of the content of an element that lies in the bytes whole; empty when there is none. */
    private static int[] content(byte[] bytes, int at, int tag) {
        int[] nothing = {};
        if (at + 2 > bytes.length || (bytes[at] & 0xff) != tag) {
            return nothing;
        }
        int length = bytes[at + 1] & 0xff;
        int start = at + 2;
        if (length > 0x80) {
            int octets = length - 0x80;
            if (octets > 3 || start + octets > bytes.length) {
                return nothing;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | bytes[start + i] & 0xff;
            }
            start += octets;
        }
        return start + length > bytes.length ? nothing : new int[] {start, start + length};
    }

    /** After the magic comes the name of the cipher: {@code none} when there is no password. */
    private static boolean openSsh(byte[] key) {
        ByteBuffer rest = ByteBuffer.wrap(key, OPENSSH.length, key.length - OPENSSH.length);
        if (rest.remaining() < 8 || rest.getInt() != 4) {
            return false;
        }
        byte[] cipher = new byte[4];
        rest.get(cipher);
        return Arrays.equals(cipher, "none".getBytes(StandardCharsets.US_ASCII)) && rest.remaining() > 64;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length > start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
