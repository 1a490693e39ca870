package io.jenkins.lib.containergate.secret.text;

import java.util.Set;
import java.util.regex.Pattern;

/** How digests are written. */
public final class DigestForm {
    /** Of MD5, SHA-1, SHA-256, SHA-384 and SHA-512. */
    private static final Set<Integer> HEXADECIMAL = Set.of(32, 40, 64, 96, 128);
    /** Of SHA-1, SHA-256, SHA-384 and SHA-512. */
    private static final Pattern BASE64 =
            Pattern.compile("[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{86}==");

    private DigestForm() {}

    /** Whether it has as many hexadecimal digits as a digest, and nothing else. */
    public static boolean hexadecimal(String value) {
        return HEXADECIMAL.contains(value.length()) && value.chars().allMatch(Characters::hexadecimal);
    }

    /** Whether it has as many characters of base 64 as a digest. */
    public static boolean base64(String value) {
        return BASE64.matcher(value).matches();
    }
}
