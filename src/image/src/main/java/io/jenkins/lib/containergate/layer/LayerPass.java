package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.TarHeader;
import io.jenkins.lib.containergate.archive.TarReader;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.fault.ReadAborted;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.progress.ProgressEvent;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Optional;

/** One pass over one layer: decompression, both digests, all bounds, all visitors. */
final class LayerPass {
    private static final long PROGRESS_STEP = 1 << 20;
    /** Below this much output no compression ratio is held against a layer. */
    private static final long RATIO_FREE = 1 << 20;

    private static final int DRAIN_BUFFER = 256 << 10;

    /**
     * What one pass yields.
     *
     * @param results of the visitors, in the order of the analysers
     */
    record Result(List<Object> results, PathJournal journal) {}

    private final Layer layer;
    private final int layers;
    private final String name;
    private final Limits limits;
    private final Deadline deadline;
    private final ProgressListener progress;
    private final LayerFiles files;
    private long reported;

    /**
     * @param layers layers of the image
     * @param name as the user knows the layer
     */
    LayerPass(
            Layer layer,
            int layers,
            String name,
            Limits limits,
            Deadline deadline,
            ProgressListener progress,
            LayerFiles files) {
        this.layer = layer;
        this.layers = layers;
        this.name = name;
        this.limits = limits;
        this.deadline = deadline;
        this.progress = progress;
        this.files = files;
    }

    Result run() throws GateException, InterruptedException {
        deadline.check("reading " + name);
        try (InputStream stored = layer.open();
                files) {
            HashingStream compressed = new HashingStream(stored, Optional.of(Digest.sha256()), this::afterStoredRead);
            try {
                return unpack(compressed);
            } catch (MalformedArchiveException e) {
                throw explained(e, compressed);
            }
        } catch (ReadAborted e) {
            throw new GateException(name + " cannot be read", "see the cause", ReadAborted.rethrow(e));
        } catch (ClosedByInterruptException e) {
            throw Visitors.interrupted(name, e);
        } catch (IOException e) {
            throw new GateException(
                    name + " cannot be read: " + FileProblem.within(e), "check the disk and the archive", e);
        }
    }

    /** Only makes sure that the stored bytes are those of the layer's digest, whose diff id is known. */
    void prove() throws GateException, InterruptedException {
        deadline.check("reading " + name);
        try (InputStream stored = layer.open();
                HashingStream bytes = new HashingStream(stored, Optional.of(Digest.sha256()), this::afterStoredRead)) {
            drain(bytes);
            checkStored(bytes);
        } catch (ReadAborted e) {
            throw new GateException(name + " cannot be read", "see the cause", ReadAborted.rethrow(e));
        } catch (ClosedByInterruptException e) {
            throw Visitors.interrupted(name, e);
        } catch (IOException e) {
            throw new GateException(
                    name + " cannot be read: " + FileProblem.within(e), "check the disk and the archive", e);
        }
    }

    private static void drain(HashingStream bytes) throws IOException {
        byte[] buffer = new byte[DRAIN_BUFFER];
        while (bytes.read(buffer, 0, buffer.length) > 0) {
            // only the digest is of interest
        }
    }

    /** Tells that the layer is done. */
    void finished() {
        long size = layer.descriptor().size();
        progress.on(new ProgressEvent.LayerRead(layer.index() + 1, layers, size, size));
    }

    private Result unpack(HashingStream compressed) throws IOException, GateException, InterruptedException {
        Compression.Detected detected = Compression.detect(compressed);
        Compression stated = MediaType.layerCompression(layer.descriptor());
        if (detected.compression() != stated) {
            throw new MalformedArchiveException(
                    "it is " + detected.compression() + ", while its media type says " + stated);
        }
        boolean plain = detected.compression() == Compression.NONE;
        try (HashingStream tar = new HashingStream(
                detected.compression().decompress(detected.stream()),
                plain ? Optional.empty() : Optional.of(Digest.sha256()),
                total -> checkSize(total, compressed.count()))) {
            try {
                readTar(new TarReader(tar));
            } catch (MalformedArchiveException e) {
                // here, while the stream of stored bytes is still open
                throw explained(e, compressed);
            }
            Digest digest = checkStored(compressed);
            checkDiffId(tar.digest().orElse(digest));
        }
        progress.on(new ProgressEvent.LayerRead(
                layer.index() + 1,
                layers,
                compressed.count(),
                layer.descriptor().size()));
        return files.finish();
    }

    private void readTar(TarReader reader) throws IOException, GateException, InterruptedException {
        for (Optional<TarHeader> next = reader.next(); next.isPresent(); next = reader.next()) {
            files.entry(next.get(), reader);
        }
        reader.finish();
    }

    private Digest checkStored(HashingStream compressed) throws GateException {
        long size = layer.descriptor().size();
        if (compressed.count() != size) {
            throw new GateException(
                    name + " has " + compressed.count() + " bytes where " + size + " are declared",
                    "it is damaged or forged: pull or build the image again");
        }
        Digest actual = compressed.digest().orElseThrow();
        if (!actual.equals(layer.descriptor().digest())) {
            throw new GateException(
                    name + " has the digest " + actual + ", not "
                            + layer.descriptor().digest(),
                    "it is damaged or forged: pull or build the image again");
        }
        return actual;
    }

    private void checkDiffId(Digest actual) throws GateException {
        if (!actual.equals(layer.diffId())) {
            throw new GateException(
                    name + " has the diff ID " + actual + ", while the image configuration says " + layer.diffId(),
                    "it is damaged or forged: pull or build the image again");
        }
    }

    /** A layer that does not unpack is damaged in transit when its digest is wrong, and was built so when it is right. */
    private GateException explained(MalformedArchiveException cause, HashingStream compressed)
            throws IOException, GateException {
        drain(compressed);
        try {
            checkStored(compressed);
        } catch (GateException mismatch) {
            mismatch.addSuppressed(cause);
            return mismatch;
        }
        return new GateException(
                name + " is malformed: " + cause.getMessage(), "build the image again, or treat it as hostile", cause);
    }

    private void afterStoredRead(long total) throws GateException, InterruptedException {
        deadline.check("reading " + name);
        if (total > layer.descriptor().size()) {
            throw new GateException(
                    name + " is longer than the " + layer.descriptor().size() + " bytes that are declared",
                    "it is damaged or forged: pull or build the image again");
        }
        if (total - reported >= PROGRESS_STEP) {
            reported = total;
            progress.on(new ProgressEvent.LayerRead(
                    layer.index() + 1, layers, total, layer.descriptor().size()));
        }
    }

    private void checkSize(long total, long compressed) throws GateException, InterruptedException {
        deadline.check("unpacking " + name);
        if (total > limits.maxLayerBytes()) {
            throw new LimitExceededException(name, "maxLayerBytes", limits.maxLayerBytes());
        }
        if (total > RATIO_FREE && total / limits.maxCompressionRatio() > compressed) {
            throw new LimitExceededException(name, "maxCompressionRatio", limits.maxCompressionRatio());
        }
    }
}
