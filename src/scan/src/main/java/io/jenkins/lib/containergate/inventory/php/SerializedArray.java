package io.jenkins.lib.containergate.inventory.php;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * An array as {@code serialize} of PHP writes it. Objects and references are not read.
 *
 * @see <a href="https://www.php.net/manual/en/function.serialize.php">serialize</a>
 */
final class SerializedArray {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_DIGITS = 9;

    private final byte[] bytes;
    private final Map<String, String> texts = new HashMap<>();
    private int at;

    private SerializedArray(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Its texts, each by its key, and those of the arrays in it by both keys with a slash between them.
     *
     * @throws MalformedContentException when it is not one array
     */
    static Map<String, String> parse(byte[] bytes) throws MalformedContentException {
        SerializedArray array = new SerializedArray(bytes);
        if (array.kind() != 'a') {
            throw malformed();
        }
        array.members("", 0);
        if (array.at != bytes.length) {
            throw malformed();
        }
        return array.texts;
    }

    private char kind() throws MalformedContentException {
        char kind = next();
        expect(kind == 'N' ? ';' : ':');
        return kind;
    }

    /** From its count to its end. */
    private void members(String prefix, int depth) throws MalformedContentException {
        if (depth > MAX_DEPTH) {
            throw malformed();
        }
        int count = count(':');
        expect('{');
        for (int i = 0; i < count; i++) {
            String key = kind() == 's' ? text() : until(';');
            value(depth == 0 ? key : prefix + "/" + key, depth);
        }
        expect('}');
    }

    private void value(String key, int depth) throws MalformedContentException {
        switch (kind()) {
            case 's' -> {
                String text = text();
                if (depth < 2) {
                    texts.putIfAbsent(key, text);
                }
            }
            case 'a' -> members(depth < 2 ? key : "", depth + 1);
            case 'i', 'd', 'b' -> until(';');
            case 'N' -> {
                // nothing follows
            }
            default -> throw malformed();
        }
    }

    private String text() throws MalformedContentException {
        int length = count(':');
        expect('"');
        if (length > bytes.length - at) {
            throw malformed();
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        expect('"');
        expect(';');
        return text;
    }

    private int count(char end) throws MalformedContentException {
        String digits = until(end);
        if (digits.isEmpty()
                || digits.length() > MAX_DIGITS
                || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
            throw malformed();
        }
        return Integer.parseInt(digits);
    }

    private String until(char end) throws MalformedContentException {
        int start = at;
        while (next() != end) {
            // goes on
        }
        return new String(bytes, start, at - start - 1, StandardCharsets.US_ASCII);
    }

    private void expect(char expected) throws MalformedContentException {
        if (next() != expected) {
            throw malformed();
        }
    }

    private char next() throws MalformedContentException {
        if (at >= bytes.length) {
            throw malformed();
        }
        return (char) (bytes[at++] & 0xff);
    }

    private static MalformedContentException malformed() {
        return new MalformedContentException(Unreadable.METADATA, "not one serialised array of PHP");
    }
}
