package io.jenkins.lib.containergate.secret.detect;

import java.util.Set;

/**
 * OpenPGP secret keys, in ASCII armour or as packets. A key is protected as each of its parts is: the one that signs for the others
 * may have been left at home, and those for everyday use be open.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9580#section-5.5.3">RFC 9580, section 5.5.3</a>
 */
final class OpenPgpKey {
    private static final int SECRET_KEY = 5;
    private static final int SECRET_SUBKEY = 7;
    private static final int PUBLIC_KEY = 6;
    /** What can follow a key: a signature, another key, a name, a picture, trust that GnuPG keeps, a marker, padding. */
    private static final Set<Integer> FOLLOWING =
            Set.of(2, SECRET_KEY, PUBLIC_KEY, SECRET_SUBKEY, 10, 12, 13, 14, 17, 21);

    /** The least of the usages that name a way in which a key is made from a passphrase. */
    private static final int FROM_PASSPHRASE = 253;

    private static final int OF_UNKNOWN_ALGORITHM = -2;
    private static final int EDDSA = 22;
    private static final int ECDH = 18;
    private static final int ECDSA = 19;
    private static final int RSA = 1;
    private static final int DSA = 17;
    private static final int ELGAMAL = 16;
    private static final int ELGAMAL_FOR_SIGNATURES = 20;
    /** X25519, X448, Ed25519 and Ed448, whose public parts have these bytes. */
    private static final int FIRST_NATIVE = 25;

    private static final int[] NATIVE = {32, 56, 32, 57};

    private final byte[] bytes;
    private int position;

    private OpenPgpKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether a secret key in it is stored without a passphrase: its string-to-key usage is 0. */
    static boolean unprotected(String armoured) {
        return unprotected(KeyArmour.decode(armoured));
    }

    /** The same of packets, as {@code gpg --export-secret-keys} writes them. */
    static boolean unprotected(byte[] packets) {
        return new OpenPgpKey(packets).anyUnprotected();
    }

    /** Whether they begin with a key that a passphrase protects. */
    static boolean beginsProtected(byte[] packets) {
        OpenPgpKey key = new OpenPgpKey(packets);
        int tag = key.next();
        key.length((tag & 0x40) != 0, tag);
        return type(tag) == SECRET_KEY && key.readUsage() >= FROM_PASSPHRASE;
    }

    /** Whether content may begin with a key, of which another than the first may be secret: its packet, a version, a time after 1995. */
    static boolean recognised(byte[] head) {
        OpenPgpKey key = new OpenPgpKey(head);
        int tag = key.next();
        boolean newFormat = (tag & 0x40) != 0;
        int type = type(tag);
        if (type != SECRET_KEY && type != PUBLIC_KEY || key.length(newFormat, tag) < 0) {
            return false;
        }
        int version = key.next();
        return version >= (type == PUBLIC_KEY ? 4 : 3) && version <= 6 && key.next() >= 0x30;
    }

    private static int type(int tag) {
        return (tag & 0x80) == 0 || tag < 0 ? -1 : (tag & 0x40) != 0 ? tag & 0x3f : tag >> 2 & 0xf;
    }

    private boolean anyUnprotected() {
        while (position < bytes.length) {
            boolean first = position == 0;
            int tag = next();
            int type = type(tag);
            if (type < 0 || first && type != SECRET_KEY && type != PUBLIC_KEY) {
                return false;
            }
            int length = length((tag & 0x40) != 0, tag);
            int body = position;
            int usage = type == SECRET_KEY || type == SECRET_SUBKEY ? readUsage() : -1;
            if (usage == 0 || usage == OF_UNKNOWN_ALGORITHM && followed(body, length)) {
                return true;
            }
            if (length < 0 || length > bytes.length - body) {
                return false;
            }
            position = body + length;
        }
        return false;
    }

    /** Whether a packet ends where another one begins, or all does. */
    private boolean followed(int body, int length) {
        int end = body + length;
        boolean within = length > 0 && length <= bytes.length - body;
        return within && (end == bytes.length || FOLLOWING.contains(type(bytes[end] & 0xff)));
    }

    /** The usage octet after the public part; -1 when it is no secret key of a version that is known. */
    private int readUsage() {
        int version = next();
        if (version < 3 || version > 6) {
            return -1;
        }
        // before version 4 the days that it is valid follow the time
        position += version == 3 ? 6 : 4;
        int algorithm = next();
        if (version > 4) {
            skip(number(4));
        } else if (algorithm >= RSA && algorithm <= 3) {
            skipNumbers(2);
        } else if (algorithm == DSA) {
            skipNumbers(4);
        } else if (algorithm == ELGAMAL || algorithm == ELGAMAL_FOR_SIGNATURES) {
            skipNumbers(3);
        } else if (algorithm == EDDSA || algorithm == ECDSA || algorithm == ECDH) {
            skip(next());
            skipNumbers(1);
            if (algorithm == ECDH) {
                skip(next());
            }
        } else if (algorithm >= FIRST_NATIVE && algorithm < FIRST_NATIVE + NATIVE.length) {
            position += NATIVE[algorithm - FIRST_NATIVE];
        } else {
            // where its public part ends is not known, nor that a passphrase protects it
            return algorithm < 0 ? -1 : OF_UNKNOWN_ALGORITHM;
        }
        return next();
    }

    /** Of a packet; -1 where only its end says it, or its parts do. */
    private int length(boolean newFormat, int tag) {
        if (!newFormat) {
            return (tag & 3) == 3 ? -1 : number(1 << (tag & 3));
        }
        int first = next();
        if (first < 192) {
            return first;
        }
        return first < 224 ? (first - 192 << 8) + next() + 192 : first == 255 ? number(4) : -1;
    }

    /** Of so many bytes; -1 where they are not all there, or it is larger than any content. */
    private int number(int octets) {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            int octet = next();
            if (octet < 0) {
                return -1;
            }
            value = value << 8 | octet;
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    private void skipNumbers(int count) {
        for (int i = 0; i < count; i++) {
            int bits = number(2);
            position += bits < 0 ? 0 : (bits + 7) / 8;
        }
    }

    private void skip(int octets) {
        position += Math.max(0, octets);
    }

    private int next() {
        return position >= 0 && position < bytes.length ? bytes[position++] & 0xff : -1;
    }
}
