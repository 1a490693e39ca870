package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unpacks a compressed archive into a file, in which positions can be found again. */
final class Spool {
    private static final int BUFFER = 256 << 10;
    private static final long RATIO_FREE = 1 << 20;

    private Spool() {}

    static void decompress(
            Compression.Detected source, Path target, ImageLocation location, Limits limits, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        CountingStream counted = new CountingStream(source.stream());
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        try (InputStream in = source.compression().decompress(counted);
                OutputStream out = Files.newOutputStream(target)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                deadline.check("unpacking " + location.text());
                out.write(buffer, 0, count);
                total += count;
                if (total > limits.maxLayerBytes()) {
                    throw new LimitExceededException(location.text(), "maxLayerBytes", limits.maxLayerBytes());
                }
                if (total > RATIO_FREE && total / limits.maxCompressionRatio() > counted.count) {
                    throw new LimitExceededException(
                            location.text(), "maxCompressionRatio", limits.maxCompressionRatio());
                }
            }
        }
    }

    private static final class CountingStream extends InputStream {
        private final InputStream in;
        private long count;

        CountingStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = in.read(target, offset, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
