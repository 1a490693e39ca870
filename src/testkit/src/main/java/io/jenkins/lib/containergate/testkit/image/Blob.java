package io.jenkins.lib.containergate.testkit.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes and their true digest; small ones in memory, large ones in a temporary file. */
public final class Blob implements Content {
    private final byte @Nullable [] bytes;
    private final @Nullable Path file;
    private final long size;
    private final String digest;

    Blob(byte @Nullable [] bytes, @Nullable Path file, long size, String digest) {
        this.bytes = bytes;
        this.file = file;
        this.size = size;
        this.digest = digest;
    }

    static Blob of(byte[] bytes) {
        return new Blob(bytes, null, bytes.length, digest(sha256().digest(bytes)));
    }

    /** {@code sha256:...} of the bytes. */
    public String digest() {
        return digest;
    }

    @Override
    public long size() {
        return size;
    }

    public InputStream open() throws IOException {
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        return Files.newInputStream(file());
    }

    public byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (bytes != null) {
            out.write(bytes);
        } else {
            Files.copy(file(), out);
        }
    }

    private Path file() {
        if (file == null) {
            throw new IllegalStateException("neither bytes nor a file");
        }
        return file;
    }

    static String digest(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
