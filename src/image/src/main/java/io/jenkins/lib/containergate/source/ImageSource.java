package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RepositoryReader;
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

    /**
     * An image of a registry.
     *
     * @param text what the user calls it
     * @param reference of which a tag is resolved once
     */
    static ImageSource of(String text, ImageReference reference, RepositoryReader repository, Limits limits) {
        return new RegistrySource(new ImageLocation.Registry(text, reference), repository, limits);
    }

    /** What was read so far on the way to the images, but for the content of layers. */
    ImageDocuments documents();
}
