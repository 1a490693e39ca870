package io.jenkins.lib.containergate.secret.detect;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * AWS access key ids: the characters after the prefix are base 32, and in ids made since 2019 the upper 40 of the
 * first 48 bits after a leading zero are the account they belong to.
 */
final class AwsAccessKeyId implements TokenCheck {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PREFIX = 4;

    /** Words that say what it is for; chance writes none of them once in a million ids. */
    private static final Pattern WORDS = Pattern.compile("ACCESSKEY|DUMMY|FAKEKEY|INVALID|TESTKEY");

    private static final long LAST_ACCOUNT = 999_999_999_999L;

    /** Accounts that AWS uses in its documents. */
    private static final Set<Long> DOCUMENTED_ACCOUNTS =
            Set.of(0L, 123_456_789_012L, 111_122_223_333L, 444_455_556_666L);

    @Override
    public Answer check(String token) {
        if (WORDS.matcher(token).find()) {
            return Answer.of(false);
        }
        long bits = 0;
        for (int i = PREFIX; i < PREFIX + 10; i++) {
            bits = bits << 5 | BASE32.indexOf(token.charAt(i));
        }
        long account = bits >>> 2 & 0x7fff_ffff_ff80L;
        account >>>= 7;
        // in older ids this place holds no account, and so any number
        boolean older = token.charAt(PREFIX) == 'I' || token.charAt(PREFIX) == 'J';
        if (!older && DOCUMENTED_ACCOUNTS.contains(account)) {
            return Answer.of(false);
        }
        return older || account > LAST_ACCOUNT
                ? Answer.of(true)
                : new Answer(true, Optional.of(String.format(Locale.ROOT, "of the AWS account %012d", account)));
    }
}
