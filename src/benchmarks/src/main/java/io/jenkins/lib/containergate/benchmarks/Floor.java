package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The least that has to be done: decompress every layer and compute both of its digests, with the same threads. */
final class Floor {
    private final int threads;

    Floor(int threads) {
        this.threads = threads;
    }

    /** @return uncompressed bytes of all layers */
    long run(Image image) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> running = new ArrayList<>();
            image.layers().stream()
                    .sorted(Comparator.comparingLong(
                            (Layer layer) -> -layer.descriptor().size()))
                    .forEach(layer -> running.add(pool.submit(() -> hash(layer))));
            long total = 0;
            for (Future<Long> layer : running) {
                total += layer.get();
            }
            return total;
        } finally {
            pool.shutdownNow();
        }
    }

    private static long hash(Layer layer) throws IOException {
        try (InputStream stored = new DigestInputStream(layer.open(), Digest.sha256())) {
            Compression.Detected detected = Compression.detect(stored);
            if (detected.compression() == Compression.NONE) {
                return drain(detected.stream());
            }
            MessageDigest diffId = Digest.sha256();
            try (InputStream tar = detected.compression().decompress(detected.stream())) {
                return drain(new DigestInputStream(tar, diffId));
            }
        }
    }

    private static long drain(InputStream in) throws IOException {
        byte[] buffer = new byte[256 << 10];
        long total = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            total += read;
        }
        return total;
    }
}
