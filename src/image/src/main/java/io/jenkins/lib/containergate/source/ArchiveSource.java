package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * An archive whose kind nobody named. One that is both, as newer {@code docker save} writes it, is read as a Docker
 * archive: the digests of its OCI half are those of an image that no registry has.
 */
final class ArchiveSource extends StoreSource {
    private final FileStore.Opener opener;

    ArchiveSource(ImageLocation.Archive location, FileStore.Opener opener, Limits limits) {
        super(location, opener, limits);
        this.opener = opener;
    }

    @Override
    List<Image> images(FileStore files, DocumentRecorder recorder, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException, IOException {
        boolean oci = files.find(DockerArchiveSource.MANIFEST_FILE).isEmpty()
                && files.find(OciSource.LAYOUT_FILE).isPresent();
        StoreSource kind = oci
                ? new OciSource(location(), Optional.empty(), opener, limits())
                : new DockerArchiveSource(location(), Optional.empty(), opener, limits());
        return kind.images(files, recorder, platform, deadline);
    }
}
