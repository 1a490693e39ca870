package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What stands between the lines of a PEM block, as files and string literals of many languages write it. */
final class KeyArmour {
    private static final int SHORTEST_MODULUS = 32;
    private static final int SHORTEST_SECRET = 16;
    private static final byte[] OPENSSH = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

    /** What joins string literals in some programs: {@code .append(}. */
    private static final Pattern CALL = Pattern.compile("[\\w.]+\\(");

    /** Of a line; base 64 has slashes, too, but no blank after them. */
    private static final Pattern COMMENT = Pattern.compile("^\\s*//[/!]?\\s");

    private KeyArmour() {}

    /** Whether it decodes to a key that can be used without a password, and that not everybody has. */
    static boolean unprotected(String armoured) {
        if (armoured.contains("ENCRYPTED")) {
            return false;
        }
        byte[] key = decode(armoured);
        return (startsWith(key, OPENSSH) ? openSsh(key) : asn1(key)) && !PublishedTestKeys.hold(key);
    }

    /** Base 64 with escapes, quotes, line joints and headers left out; what does not decode is cut off. */
    static byte[] decode(String armoured) {
        StringBuilder digits = new StringBuilder();
        String text =
                armoured.indexOf('(') < 0 ? armoured : CALL.matcher(armoured).replaceAll("");
        for (String line : text.replace("\\n", "\n").replace("\\r", "\n").split("[\r\n]+", -1)) {
            if (line.indexOf(": ") > 0) {
                continue;
            }
            int start = COMMENT.matcher(line).find() ? line.indexOf("//") + 2 : 0;
            while (start > 0 && start < line.length() && line.charAt(start) == '/') {
                start++;
            }
            for (int i = start; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '+' && joint(line, i)) {
                    continue;
                }
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

    /** Whether a plus sign joins string literals: no digit is next to it. */
    private static boolean joint(String line, int at) {
        return (at == 0 || !Characters.base64(line.charAt(at - 1)))
                && (at + 1 == line.length() || !Characters.base64(line.charAt(at + 1)));
    }

    /** {@code SEQUENCE { INTEGER version, ... }}, whole: PKCS #1, PKCS #8 (RFC 5208), SEC 1 (RFC 5915), DSA. */
    private static boolean asn1(byte[] key) {
        Optional<Der> whole = Der.at(key, 0, key.length);
        if (whole.isEmpty() || whole.get().tag() != Der.SEQUENCE) {
            return false;
        }
        List<Der> parts = whole.get().children();
        if (parts.size() < 2
                || parts.get(0).length() != 1
                || parts.get(0).number() < 0
                || parts.get(0).number() > 1) {
            return false;
        }
        Der second = parts.get(1);
        return second.tag() == Der.SEQUENCE && second.startsWith(Der.OBJECT_IDENTIFIER)
                || second.tag() == Der.INTEGER && second.length() >= SHORTEST_MODULUS
                || second.tag() == Der.OCTETS && second.length() >= SHORTEST_SECRET;
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
