package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.docker.DaemonAddress;
import io.jenkins.lib.containergate.docker.DockerDaemon;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.nio.file.Path;
import java.time.Clock;

/** All places a command can take images from. */
final class ReachableImages {
    private ReachableImages() {}

    /**
     * @param location of the image the command is about; its registry gets the login of the options
     * @param temporary directory for what has to be kept while it is read
     */
    static ImageSources everywhere(RegistryOptions registries, ImageLocation location, Path temporary, Clock clock)
            throws UsageException {
        return withDaemon(temporary, true).withRegistries(registries.client(location, clock));
    }

    /** Archives, layouts, and the daemon of this machine. */
    static ImageSources offline(Path temporary) {
        return withDaemon(temporary, false);
    }

    private static ImageSources withDaemon(Path temporary, boolean network) {
        return ImageSources.standard(temporary)
                .with(ImageLocation.Daemon.class, (location, limits) -> daemon(location, limits, temporary, network));
    }

    private static ImageSource daemon(ImageLocation.Daemon location, Limits limits, Path temporary, boolean network)
            throws GateException {
        DaemonAddress address = DaemonAddress.of(System.getenv(), Path.of(System.getProperty("user.home")));
        if (!network && !address.local()) {
            throw new GateException(
                    "'" + location.text() + "' cannot be read offline: DOCKER_HOST is " + address,
                    "allow network connections, or save the image and gate docker-archive:image.tar");
        }
        return new DockerDaemon(address, temporary).open(location, limits);
    }
}
