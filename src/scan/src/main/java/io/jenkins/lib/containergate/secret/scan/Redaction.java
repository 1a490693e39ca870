package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.RuleId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Turns a value into what may be said of it: a masked sample and a keyed fingerprint. */
public final class Redaction {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_KEY = 16;
    private static final int FINGERPRINT_BYTES = 16;
    private static final int MAX_VISIBLE = 12;

    private final Optional<SecretKeySpec> key;

    private Redaction(Optional<SecretKeySpec> key) {
        this.key = key;
    }

    /** Without fingerprints: a hash without a key would let anyone try out what a short password is. */
    public static Redaction withoutKey() {
        return new Redaction(Optional.empty());
    }

    /**
     * @param key at least 16 bytes that only those know who may test guesses
     * @throws IllegalArgumentException when it is shorter
     */
    public static Redaction with(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a fingerprint key has at least " + SHORTEST_KEY + " bytes");
        }
        return new Redaction(Optional.of(new SecretKeySpec(key, ALGORITHM)));
    }

    /** A key that nobody has, to tell values apart in one run; its fingerprints are not to be shown. */
    public static Redaction forOneRun() {
        try {
            return with(KeyGenerator.getInstance(ALGORITHM).generateKey().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** Whether there are fingerprints. */
    public boolean keyed() {
        return key.isPresent();
    }

    /**
     * The first characters of a value whose begin is public, then its length.
     *
     * @param visible how many characters are the same for all values of the kind
     */
    static String sample(String value, int visible) {
        int shown = Math.min(Math.min(visible, MAX_VISIBLE), value.length() / 3);
        StringBuilder sample = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            char c = value.charAt(i);
            sample.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return sample.append("****** (")
                .append(lengthClass(value.length()))
                .append(')')
                .toString();
    }

    /** The exact length of a short password is worth something to an attacker. */
    private static String lengthClass(int length) {
        return length < 20 ? "fewer than 20 characters" : length + " characters";
    }

    /** Equal for equal values of a rule wherever they stand. */
    Optional<Fingerprint> fingerprint(RuleId rule, String value) {
        return key.map(secret -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(secret);
                mac.update((rule.value() + "\0").getBytes(StandardCharsets.UTF_8));
                byte[] code = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
                return new Fingerprint(HexFormat.of().formatHex(code, 0, FINGERPRINT_BYTES));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + ALGORITHM, e);
            }
        });
    }

    /** Identity of the settings that decide the fingerprints, for caches; says nothing of the key. */
    public String id() {
        return key.isPresent()
                ? fingerprint(new RuleId("key-id"), "").orElseThrow().value()
                : "none";
    }

    @Override
    public String toString() {
        return "Redaction[" + (key.isPresent() ? "keyed" : "without key") + "]";
    }
}
