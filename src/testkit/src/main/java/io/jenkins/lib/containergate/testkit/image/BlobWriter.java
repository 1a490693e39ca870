package io.jenkins.lib.containergate.testkit.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Collects a blob, moving it to a temporary file when it grows; the file goes when the virtual machine ends. */
final class BlobWriter extends OutputStream {
    private static final int MEMORY = 16 << 20;

    private final MessageDigest digest = Blob.sha256();
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream fileOut;
    private long size;

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        size += length;
        if (fileOut == null && memory.size() + length > MEMORY) {
            file = Files.createTempFile("blob", null);
            file.toFile().deleteOnExit();
            fileOut = Files.newOutputStream(file);
            memory.writeTo(fileOut);
            memory = new ByteArrayOutputStream();
        }
        if (fileOut != null) {
            fileOut.write(bytes, offset, length);
        } else {
            memory.write(bytes, offset, length);
        }
    }

    Blob finish() throws IOException {
        String name = Blob.digest(digest.digest());
        if (fileOut == null) {
            return new Blob(memory.toByteArray(), null, size, name);
        }
        fileOut.close();
        return new Blob(null, file, size, name);
    }
}
