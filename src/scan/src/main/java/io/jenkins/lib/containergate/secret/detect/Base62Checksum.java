package io.jenkins.lib.containergate.secret.detect;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Tokens of GitHub and npm: a prefix up to {@code _}, 30 random characters, and their CRC-32 as six digits to base 62.
 *
 * @see <a href="https://github.blog/engineering/behind-githubs-new-authentication-token-formats/">GitHub's description</a>
 */
final class Base62Checksum implements TokenCheck {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM = 6;

    @Override
    public Answer check(String token) {
        String body = token.substring(token.indexOf('_') + 1);
        if (body.length() <= CHECKSUM) {
            return Answer.of(false);
        }
        int split = body.length() - CHECKSUM;
        return Answer.of(checksum(body.substring(0, split)).equals(body.substring(split)));
    }

    private static String checksum(String random) {
        CRC32 crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.ISO_8859_1));
        long rest = crc.getValue();
        char[] digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }
}
