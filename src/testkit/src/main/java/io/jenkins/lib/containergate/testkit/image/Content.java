package io.jenkins.lib.containergate.testkit.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Bytes of a file that is to be put into a layer, produced when they are needed. */
public interface Content {
    long size();

    void writeTo(OutputStream out) throws IOException;

    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }

    /** A file on disk, read when the layer is built. */
    static Content of(Path file) throws IOException {
        long size = Files.size(file);
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                Files.copy(file, out);
            }
        };
    }

    /** As many zero bytes; compresses a thousandfold. */
    static Content zeros(long size) {
        return repeated(new byte[64 << 10], size);
    }

    /** Seeded noise; does not compress. */
    static Content noise(long seed, long size) {
        byte[] block = new byte[1 << 20];
        new SplittableRandom(seed).nextBytes(block);
        return repeated(block, size);
    }

    private static Content repeated(byte[] block, long size) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                for (long left = size; left > 0; left -= block.length) {
                    out.write(block, 0, (int) Math.min(left, block.length));
                }
            }
        };
    }
}
