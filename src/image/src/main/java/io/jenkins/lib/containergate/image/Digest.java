package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 content digest, {@code sha256:} and 64 lower-case hexadecimal digits.
 *
 * <p>Other algorithms are refused: everything downstream (ECS, cosign, Notation) pins SHA-256.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/descriptor.md#digests">OCI image
 *     specification, digests</a>
 */
public record Digest(String hex) implements Comparable<Digest> {
    private static final String PREFIX = "sha256:";
    private static final int DIGITS = 64;

    public Digest {
        if (!wellFormed(hex)) {
            throw new IllegalArgumentException("not 64 lower-case hexadecimal digits");
        }
    }

    private static boolean wellFormed(String hex) {
        boolean digits = hex.length() == DIGITS;
        for (int i = 0; digits && i < DIGITS; i++) {
            char digit = hex.charAt(i);
            digits = digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f';
        }
        return digits;
    }

    /** @throws GateException when the text is not a SHA-256 digest */
    public static Digest parse(String text) throws GateException {
        if (text.startsWith(PREFIX) && wellFormed(text.substring(PREFIX.length()))) {
            return new Digest(text.substring(PREFIX.length()));
        }
        throw new GateException(
                SafeText.quoted(text) + " is not a sha256 digest", "use sha256: and 64 lower-case hexadecimal digits");
    }

    public static Digest of(byte[] content) {
        return new Digest(HexFormat.of().formatHex(sha256().digest(content)));
    }

    /** The digest whose raw hash the {@code MessageDigest} has computed; resets it. */
    public static Digest of(MessageDigest computed) {
        return new Digest(HexFormat.of().formatHex(computed.digest()));
    }

    /** A fresh SHA-256, for callers that digest a stream. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What it is the digest of: {@code REPOSITORY@sha256:...}. */
    public String in(String repository) {
        return repository + "@" + this;
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    // as a record would, whose own way has to be linked in each process

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
