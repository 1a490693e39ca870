package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A file of keys of Kerberos: whoever has it is the service that it names. Version 2, as every tool has written for decades. */
final class Keytab {
    private static final int MOST_COMPONENTS = 8;
    private static final int LONGEST_NAME = 256;
    /** Bytes of the keys of all types of encryption. */
    private static final int SHORTEST_KEY = 8;

    private static final int LONGEST_KEY = 64;
    /** The type of the name, the time, the version of the key, in one byte, and its type. */
    private static final int BETWEEN = 4 + 4 + 1 + 2;

    private Keytab() {}

    static boolean recognised(byte[] head) {
        return head.length > 16 && head[0] == 5 && head[1] == 2;
    }

    /** Whether one of its entries that were not removed has a key. What stands between them that is none hides no other. */
    static boolean holdsKey(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).position(2);
        while (bytes.remaining() > Integer.BYTES) {
            int size = bytes.getInt();
            if (size == Integer.MIN_VALUE || Math.abs(size) > bytes.remaining()) {
                return false;
            }
            if (size > 0 && readable(bytes.slice(bytes.position(), size))) {
                return true;
            }
            bytes.position(bytes.position() + Math.abs(size));
        }
        return false;
    }

    private static boolean readable(ByteBuffer entry) {
        try {
            return entry(entry);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean entry(ByteBuffer entry) {
        int components = entry.getShort();
        if (components < 1 || components > MOST_COMPONENTS) {
            return false;
        }
        for (int i = 0; i <= components; i++) {
            if (!name(entry)) {
                return false;
            }
        }
        entry.position(entry.position() + BETWEEN);
        int key = entry.getShort();
        return key >= SHORTEST_KEY && key <= LONGEST_KEY && key <= entry.remaining();
    }

    private static boolean name(ByteBuffer entry) {
        int length = entry.getShort();
        if (length < 0 || length > LONGEST_NAME || length > entry.remaining()) {
            return false;
        }
        byte[] name = new byte[length];
        entry.get(name);
        return new String(name, StandardCharsets.ISO_8859_1).chars().allMatch(Characters::printable);
    }
}
