package io.jenkins.lib.containergate.secret.detect;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * A key store of Java in its own formats, JKS and JCEKS. Whether a usual password opens it, the digest at its end tells;
 * stores of certificates alone are no secret.
 */
final class JavaKeyStore {
    private static final int JKS = 0xfeedfeed;
    private static final int JCEKS = 0xcececece;
    private static final int KEY = 1;
    private static final int CERTIFICATE = 2;
    private static final int DIGEST = 20;
    private static final int MOST_ENTRIES = 10_000;
    private static final List<String> PASSWORDS = List.of("", "changeit", "changeme", "password");

    private JavaKeyStore() {}

    static boolean recognised(byte[] head) {
        int magic = head.length < 4 ? 0 : ByteBuffer.wrap(head).getInt();
        return magic == JKS || magic == JCEKS;
    }

    /** @param store a whole store that is recognised */
    static KeyFile judge(byte[] store) {
        if (store.length < DIGEST + 12) {
            return KeyFile.unreadable("it is a damaged Java key store");
        }
        try {
            if (!holdsKey(ByteBuffer.wrap(store, 0, store.length - DIGEST))) {
                return KeyFile.none();
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return KeyFile.unreadable("it is a damaged Java key store");
        }
        boolean open = PASSWORDS.stream().anyMatch(password -> opens(store, password));
        return open
                ? KeyFile.found("Private key in a Java key store that opens with a usual password")
                : KeyFile.none();
    }

    /** Entries of certificates are passed over; any other entry holds a key. */
    private static boolean holdsKey(ByteBuffer in) {
        in.getInt();
        int version = in.getInt();
        int entries = in.getInt();
        if (entries < 0 || entries > MOST_ENTRIES) {
            throw new IllegalArgumentException("more entries than a store has");
        }
        for (int i = 0; i < entries; i++) {
            int tag = in.getInt();
            if (tag >= KEY && tag != CERTIFICATE) {
                return true;
            }
            skip(in, Short.toUnsignedInt(in.getShort()));
            in.getLong();
            if (version == 2) {
                skip(in, Short.toUnsignedInt(in.getShort()));
            }
            skip(in, in.getInt());
        }
        return false;
    }

    private static void skip(ByteBuffer in, int length) {
        in.position(in.position() + length);
    }

    private static boolean opens(byte[] store, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            digest.update(password.getBytes(StandardCharsets.UTF_16BE));
            digest.update("Mighty Aphrodite".getBytes(StandardCharsets.US_ASCII));
            digest.update(store, 0, store.length - DIGEST);
            return MessageDigest.isEqual(
                    digest.digest(), Arrays.copyOfRange(store, store.length - DIGEST, store.length));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
