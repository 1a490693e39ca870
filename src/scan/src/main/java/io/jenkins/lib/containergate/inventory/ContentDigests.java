package io.jenkins.lib.containergate.inventory;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Digests of one file by the algorithms that package managers record, each as {@code ALGORITHM:HEX}. That MD5 is weak does
 * no harm: whoever could make two files of one digest also writes the database that records it.
 *
 * @param md5 as dpkg and old versions of rpm record it
 * @param sha256 as rpm records it
 */
public record ContentDigests(String md5, String sha256) {
    private static final int BUFFER = 64 << 10;
    private static final int MD5_DIGITS = 32;
    private static final int SHA_256_DIGITS = 64;

    public static ContentDigests of(InputStream content) throws IOException {
        MessageDigest md5 = algorithm("MD5");
        MessageDigest sha256 = algorithm("SHA-256");
        byte[] buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            md5.update(buffer, 0, read);
            sha256.update(buffer, 0, read);
        }
        HexFormat hex = HexFormat.of();
        return new ContentDigests("md5:" + hex.formatHex(md5.digest()), "sha256:" + hex.formatHex(sha256.digest()));
    }

    /**
     * A digest as a database writes it.
     *
     * @return empty when it is neither an MD5 nor a SHA-256
     */
    public static Optional<String> recorded(String hex) {
        boolean digits = hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
        if (!digits) {
            return Optional.empty();
        }
        return switch (hex.length()) {
            case MD5_DIGITS -> Optional.of("md5:" + hex);
            case SHA_256_DIGITS -> Optional.of("sha256:" + hex);
            default -> Optional.empty();
        };
    }

    /** Whether it is one of these. */
    public boolean has(String digest) {
        return digest.equals(md5) || digest.equals(sha256);
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has " + name, e);
        }
    }
}
