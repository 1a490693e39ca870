package io.jenkins.lib.containergate.secret.detect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * A PKCS #12 store. Its keys are encrypted, but with a password that is empty or that tools propose they are not protected: whether
 * that is so, the code over its content tells, without decrypting anything.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7292">RFC 7292</a>
 */
final class Pkcs12Store {
    /** Honest stores have 2,000 to 600,000. */
    private static final int MOST_ROUNDS = 1_000_000;

    /** Java computes no code with less. */
    private static final int SHORTEST_SALT = 8;

    /** Both ways to have none, then what documentation of Java and others uses. */
    private static final List<String> PASSWORDS = List.of("", "\0", "changeit", "changeme", "password");

    /** By object identifier, in hexadecimal: SHA-1, SHA-256, SHA-384, SHA-512. */
    private static final Map<String, String> CODES = Map.of(
            "2b0e03021a", "HmacPBESHA1",
            "608648016503040201", "HmacPBESHA256",
            "608648016503040202", "HmacPBESHA384",
            "608648016503040203", "HmacPBESHA512");

    /** The object identifiers of a key in a store and of an encrypted one, as they stand in it. */
    private static final String KEY_BAG = "\u0006\u000b\u002a\u0086\u0048\u0086\u00f7\r\u0001\f\n\u0001\u0001";

    private static final String SHROUDED_KEY_BAG = "\u0006\u000b\u002a\u0086\u0048\u0086\u00f7\r\u0001\f\n\u0001\u0002";

    private Pkcs12Store() {}

    static boolean recognised(Der whole) {
        return whole.startsWith(Der.INTEGER, Der.SEQUENCE)
                && whole.children().get(0).number() == 3
                && whole.children().get(1).startsWith(Der.OBJECT_IDENTIFIER, Der.FIRST);
    }

    /** @param whole a recognised store */
    static KeyFile judge(Der whole) {
        List<Der> parts = whole.children();
        Optional<Der> safes = parts.get(1).children().get(1).children().stream().findFirst();
        if (safes.isEmpty() || safes.get().tag() != Der.OCTETS) {
            return KeyFile.unreadable("it is a PKCS #12 store of a kind that is not read");
        }
        byte[] content = safes.get().content();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains(KEY_BAG)) {
            return KeyFile.found("Private key in a PKCS #12 store that is not encrypted");
        }
        if (!text.contains(SHROUDED_KEY_BAG)) {
            return KeyFile.none();
        }
        return parts.size() < 3
                ? KeyFile.unreadable(
                        "it is a PKCS #12 store without the code that tells whether its password is a usual one")
                : code(parts.get(2), content);
    }

    private static KeyFile code(Der macData, byte[] content) {
        List<Der> parts = macData.children();
        if (!macData.startsWith(Der.SEQUENCE, Der.OCTETS)
                || !parts.get(0).startsWith(Der.SEQUENCE, Der.OCTETS)
                || !parts.get(0).children().get(0).startsWith(Der.OBJECT_IDENTIFIER)) {
            return KeyFile.unreadable("it is a damaged PKCS #12 store");
        }
        int rounds = parts.size() < 3 ? 1 : parts.get(2).number();
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            return KeyFile.unreadable("it is a PKCS #12 store with more rounds of its password than an honest one has");
        }
        List<Der> digest = parts.get(0).children();
        String identifier =
                HexFormat.of().formatHex(digest.get(0).children().get(0).content());
        String algorithm = CODES.get(identifier);
        if (algorithm == null) {
            return KeyFile.unreadable("it is a PKCS #12 store whose code is of a kind that is not known");
        }
        byte[] expected = digest.get(1).content();
        byte[] salt = parts.get(1).content();
        if (salt.length < SHORTEST_SALT) {
            return KeyFile.unreadable("it is a PKCS #12 store whose salt is too short to compute its code");
        }
        for (String password : PASSWORDS) {
            if (MessageDigest.isEqual(expected, code(algorithm, password, salt, rounds, content))) {
                return KeyFile.found(
                        "Private key in a PKCS #12 store that opens without a password or with a usual one");
            }
        }
        return KeyFile.none();
    }

    private static byte[] code(String algorithm, String password, byte[] salt, int rounds, byte[] content) {
        try {
            SecretKey key = SecretKeyFactory.getInstance("PBE").generateSecret(new PBEKeySpec(password.toCharArray()));
            Mac code = Mac.getInstance(algorithm);
            code.init(key, new PBEParameterSpec(salt, rounds));
            return code.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
