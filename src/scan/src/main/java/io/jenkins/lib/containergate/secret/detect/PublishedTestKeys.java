package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys that software publishes with its tests, such as those GnuTLS tests itself with in every process. They are no
 * secrets.
 */
final class PublishedTestKeys {
    private static final String FILE = "published-test-keys.txt";
    private static final Set<String> PUBLIC_HALVES = read();

    private PublishedTestKeys() {}

    /** @param key a private key without password, in whatever encoding */
    static boolean hold(byte[] key) {
        return PublicHalf.of(key)
                .map(half -> PUBLIC_HALVES.contains(Digest.of(half).hex()))
                .orElse(false);
    }

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(PublishedTestKeys.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.indexOf(' ')))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
