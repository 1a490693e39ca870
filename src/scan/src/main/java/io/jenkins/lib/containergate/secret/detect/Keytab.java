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

    /** Whether its first entry that was not removed is one with a key. */
    static boolean holdsKey(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content).position(2);
        try {
            int size = bytes.getInt();
            while (size < 0 && size > -content.length) {
                bytes.position(bytes.position() - size);
                size = bytes.getInt();
            }
            return size > 0 && size <= bytes.remaining() && entry(bytes.slice(bytes.position(), size));
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
