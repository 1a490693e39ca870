package io.jenkins.lib.containergate.docker;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.nio.file.Path;

/** Opens {@code docker-daemon:} locations. */
public final class DockerDaemon implements ImageSources.Opener<ImageLocation.Daemon> {
    private final DaemonAddress address;
    private final Path temporary;

    /** @param temporary existing directory for the saved image, which is there until its source is closed */
    public DockerDaemon(DaemonAddress address, Path temporary) {
        this.address = address;
        this.temporary = temporary;
    }

    @Override
    public ImageSource open(ImageLocation.Daemon location, Limits limits) {
        return new DaemonSource(location, address, temporary, limits);
    }
}
