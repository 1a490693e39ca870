package io.jenkins.lib.containergate.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of an archive.
 *
 * @param path with {@code /}
 */
record ReleaseEntry(String path, Content content, boolean executable) {
    /** What is in it, however large. */
    interface Content {
        InputStream open() throws IOException;

        long size() throws IOException;
    }

    static ReleaseEntry text(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    static ReleaseEntry bytes(String path, byte[] bytes) {
        return new ReleaseEntry(
                path,
                new Content() {
                    @Override
                    public InputStream open() {
                        return new ByteArrayInputStream(bytes);
                    }

                    @Override
                    public long size() {
                        return bytes.length;
                    }
                },
                false);
    }

    static ReleaseEntry file(String path, Path file) {
        return new ReleaseEntry(
                path,
                new Content() {
                    @Override
                    public InputStream open() throws IOException {
                        return Files.newInputStream(file);
                    }

                    @Override
                    public long size() throws IOException {
                        return Files.size(file);
                    }
                },
                false);
    }

    ReleaseEntry runnable() {
        return new ReleaseEntry(path, content, true);
    }
}
