package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.util.List;

/** Reads all layers of an image, several at a time, each once, and lets all analysers see it in that one pass. */
public interface LayerReader {
    /** Bytes of a file shown to {@link LayerVisitor#wants}. */
    int HEAD_BYTES = 4096;

    /** Bytes in which a zip archive has the end of its directory. */
    int END_BYTES = 22 + 0xffff;

    /** @throws GateException when any layer cannot be read whole, breaks a limit, or fails either of its digests */
    ImageScan read(Image image, List<LayerAnalyzer<?>> analyzers, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException;
}
