package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** SHA-256 of files too large for memory. */
final class FileDigest {
    private static final int BUFFER = 1 << 16;

    private FileDigest() {}

    static Digest of(Path file) throws IOException {
        MessageDigest digest = Digest.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Digest.of(digest);
    }
}
