package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/** An opened place that holds images. Layers of its images can be read until it is closed. */
public interface ImageSource extends Closeable {
    /**
     * The images to judge: the one for the platform asked for (several when they differ in a variant that was not asked
     * for), or every platform of the index when none is asked for.
     *
     * @throws GateException when there is none, or what is there is malformed, too big, or fails its digest
     */
    List<Image> resolve(Optional<Platform> platform, Deadline deadline) throws GateException, InterruptedException;

    /** What was read so far on the way to the images, but for the content of layers. */
    ImageDocuments documents();
}
