package io.jenkins.lib.containergate.secret.detect;

import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a file as a whole is a private key that nothing protects, in a binary format.
 *
 * @param key what it is, as the title of a finding
 * @param unreadable why that could not be told; a sentence part about the file
 */
public record KeyFile(Optional<String> key, Optional<String> unreadable) {
    /** Bytes of the largest file that is looked at: stores hold a few keys and the certificates of their issuers. */
    public static final int LARGEST = 4 << 20;

    static KeyFile none() {
        return new KeyFile(Optional.empty(), Optional.empty());
    }

    static KeyFile found(String title) {
        return new KeyFile(Optional.of(title), Optional.empty());
    }

    static KeyFile unreadable(String problem) {
        return new KeyFile(Optional.empty(), Optional.of(problem));
    }

    /** Whether a file that begins so is worth a look; few others do. */
    public static boolean possible(byte[] head, long size) {
        if (JavaKeyStore.recognised(head)
                || Keytab.recognised(head)
                || OpenPgpKey.recognised(head)
                || GnuPgKey.unprotected(head)) {
            return true;
        }
        if (head.length < 16 || (head[0] & 0xff) != Der.SEQUENCE) {
            return false;
        }
        if (indefinite(head)) {
            return true;
        }
        int octets = (head[1] & 0xff) - 0x80;
        long length = octets <= 0 ? head[1] & 0xff : 0;
        for (int i = 0; i < octets && i < 4; i++) {
            length = length << 8 | head[2 + i] & 0xff;
        }
        long whole = 2 + Math.max(octets, 0) + length;
        int first = 2 + Math.max(octets, 0);
        return octets < 4 && whole <= size && (head[first] & 0xff) == Der.INTEGER;
    }

    /** A store in the encoding without lengths, which some libraries write: sequence, version 3, sequence. */
    private static boolean indefinite(byte[] head) {
        return (head[1] & 0xff) == 0x80
                && head[2] == Der.INTEGER
                && head[3] == 1
                && head[4] == 3
                && head[5] == Der.SEQUENCE;
    }

    private static KeyFile openPgp(byte[] content) {
        if (OpenPgpKey.unprotected(content)) {
            return found("OpenPGP secret key that is not encrypted");
        }
        boolean cut = content.length > LARGEST && OpenPgpKey.beginsProtected(content);
        return cut ? unreadable("it holds OpenPGP keys and is larger than " + (LARGEST >> 20) + " MiB") : none();
    }

    /** @param head of a file that {@link #possible} is true of and that is larger than {@link #LARGEST} */
    private static KeyFile tooLarge(byte[] head) {
        if (JavaKeyStore.recognised(head)) {
            return unreadable("it is a Java key store of more than " + (LARGEST >> 20) + " MiB");
        }
        int first = 2 + Math.max((head[1] & 0xff) - 0x80, 0);
        boolean store = indefinite(head) || head[first + 1] == 1 && head[first + 2] == 3;
        return store ? unreadable("it is a PKCS #12 store of more than " + (LARGEST >> 20) + " MiB") : none();
    }

    /** @param content of a file that {@link #possible} is true of: whole, or more of it than {@link #LARGEST} bytes */
    public static KeyFile of(byte[] content) {
        if (Keytab.recognised(content)) {
            return Keytab.holdsKey(content) ? found("Keytab of Kerberos") : none();
        }
        if (OpenPgpKey.recognised(content)) {
            return openPgp(content);
        }
        if (GnuPgKey.unprotected(content)) {
            return found("Secret key of GnuPG that is not encrypted");
        }
        if (content.length > LARGEST) {
            return tooLarge(content);
        }
        if (JavaKeyStore.recognised(content)) {
            return JavaKeyStore.judge(content);
        }
        if (indefinite(content)) {
            return unreadable("it is a PKCS #12 store in an encoding without lengths, which is not read");
        }
        Optional<Der> whole = Der.at(content, 0, content.length);
        if (whole.isEmpty()) {
            return none();
        }
        if (Pkcs12Store.recognised(whole.get())) {
            return Pkcs12Store.judge(whole.get());
        }
        boolean key = DerKey.unprotected(whole.get())
                && !PublishedTestKeys.hold(Arrays.copyOf(content, whole.get().to()));
        return key ? found("Private key that is not encrypted") : none();
    }
}
