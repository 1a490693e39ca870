package io.jenkins.lib.containergate.secret.detect;

import java.util.List;

/** Private keys that are written without armour: PKCS #8 (RFC 5208), PKCS #1 (RFC 8017) and SEC 1 (RFC 5915). */
final class DerKey {
    private static final int PKCS1_NUMBERS = 9;
    private static final int SHORTEST_MODULUS = 64;
    private static final int SHORTEST_SECRET = 16;

    private DerKey() {}

    /** Stricter than for armoured keys: nothing but the content says that it is one. */
    static boolean unprotected(Der whole) {
        List<Der> parts = whole.children();
        if (whole.tag() != Der.SEQUENCE || parts.isEmpty()) {
            return false;
        }
        int version = parts.get(0).number();
        return (version == 0 || version == 1)
                && (pkcs8(whole) || version == 0 && pkcs1(parts) || version == 1 && sec1(whole));
    }

    private static boolean pkcs8(Der whole) {
        if (!whole.startsWith(Der.INTEGER, Der.SEQUENCE, Der.OCTETS)) {
            return false;
        }
        List<Der> parts = whole.children();
        return parts.get(1).startsWith(Der.OBJECT_IDENTIFIER) && parts.get(2).length() >= SHORTEST_SECRET;
    }

    private static boolean pkcs1(List<Der> parts) {
        return parts.size() == PKCS1_NUMBERS
                && parts.stream().allMatch(part -> part.tag() == Der.INTEGER)
                && parts.get(1).length() >= SHORTEST_MODULUS;
    }

    /** With its curve, as whatever writes such a key to a file does. */
    private static boolean sec1(Der whole) {
        if (!whole.startsWith(Der.INTEGER, Der.OCTETS, Der.FIRST)) {
            return false;
        }
        List<Der> parts = whole.children();
        return parts.get(1).length() >= SHORTEST_SECRET && parts.get(2).startsWith(Der.OBJECT_IDENTIFIER);
    }
}
