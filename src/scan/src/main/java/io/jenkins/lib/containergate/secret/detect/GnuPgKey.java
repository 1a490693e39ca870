package io.jenkins.lib.containergate.secret.detect;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A key as the agent of GnuPG keeps it in {@code private-keys-v1.d}, in either form. One with a passphrase is called
 * {@code protected-private-key}, one on a card {@code shadowed-private-key}.
 */
final class GnuPgKey {
    private static final List<String> OPEN = List.of("(11:private-key(", "Key: (private-key ", "\nKey: (private-key ");

    private GnuPgKey() {}

    /** @param head of a file */
    static boolean unprotected(byte[] head) {
        if (head.length == 0 || head[0] != '(' && head[0] != 'K' && head[0] != 'C' && head[0] != '#') {
            return false;
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.startsWith(OPEN.get(0)) || text.startsWith(OPEN.get(1)) || text.contains(OPEN.get(2));
    }
}
