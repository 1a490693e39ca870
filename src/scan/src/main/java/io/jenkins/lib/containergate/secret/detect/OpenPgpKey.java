package io.jenkins.lib.containergate.secret.detect;

/**
 * An OpenPGP secret key in ASCII armour.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4880#section-5.5.3">RFC 4880, section 5.5.3</a>
 */
final class OpenPgpKey {
    private static final int SECRET_KEY = 5;
    private static final int EDDSA = 22;
    private static final int ECDH = 18;
    private static final int ECDSA = 19;
    private static final int RSA = 1;
    private static final int DSA = 17;
    private static final int ELGAMAL = 16;

    private final byte[] bytes;
    private int position;

    private OpenPgpKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether the first secret key is stored without a passphrase: its string-to-key usage is 0. */
    static boolean unprotected(String armoured) {
        return new OpenPgpKey(KeyArmour.decode(armoured)).readUsage() == 0;
    }

    /** The usage octet after the public part; -1 when it is no version 4 secret key. */
    private int readUsage() {
        int tag = next();
        boolean newFormat = (tag & 0x40) != 0;
        int type = newFormat ? tag & 0x3f : tag >> 2 & 0xf;
        if ((tag & 0x80) == 0 || type != SECRET_KEY) {
            return -1;
        }
        skipLength(newFormat, tag);
        if (next() != 4) {
            return -1;
        }
        position += 4;
        int algorithm = next();
        if (algorithm >= RSA && algorithm <= 3) {
            skipNumbers(2);
        } else if (algorithm == DSA) {
            skipNumbers(4);
        } else if (algorithm == ELGAMAL) {
            skipNumbers(3);
        } else if (algorithm == EDDSA || algorithm == ECDSA || algorithm == ECDH) {
            position += Math.max(0, next());
            skipNumbers(1);
            if (algorithm == ECDH) {
                position += Math.max(0, next());
            }
        } else {
            return -1;
        }
        return next();
    }

    private void skipLength(boolean newFormat, int tag) {
        if (!newFormat) {
            position += 1 << (tag & 3);
            return;
        }
        int first = next();
        position += first == 255 ? 4 : first >= 192 ? 1 : 0;
    }

    private void skipNumbers(int count) {
        for (int i = 0; i < count; i++) {
            int bits = next() << 8 | next();
            position += bits < 0 ? 0 : (bits + 7) / 8;
        }
    }

    private int next() {
        return position >= 0 && position < bytes.length ? bytes[position++] & 0xff : -1;
    }
}
