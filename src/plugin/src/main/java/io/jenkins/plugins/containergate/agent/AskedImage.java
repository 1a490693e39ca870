package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image as a job asks for it, as far as an agent has to know.
 *
 * @param name as the options name it, relative paths from the workspace
 * @param archive whether {@code name} is the path of an archive of unknown kind
 * @param platform to choose from an image of several
 * @param registry how an image in a registry is reached
 * @param daemon that is asked for an image of a daemon
 */
record AskedImage(String name, boolean archive, @Nullable String platform, RegistryAccess registry, AgentDaemon daemon)
        implements Serializable {

    /** For a job that names no daemon. */
    AskedImage(String name, boolean archive, @Nullable String platform, RegistryAccess registry) {
        this(name, archive, platform, registry, AgentDaemon.of(Map.of()));
    }

    ImageLocation location(Path workspace) throws GateException {
        return WorkspaceLocation.of(workspace, name, archive);
    }

    Optional<Platform> wantedPlatform() throws GateException {
        return platform == null ? Optional.empty() : Optional.of(Platform.parse(platform));
    }

    /** An image location whose relative paths start at the workspace and not where the agent happens to run. */
    static final class WorkspaceLocation {
        private WorkspaceLocation() {}

        /** @param archive whether {@code text} is just the path of an archive */
        static ImageLocation of(Path workspace, String text, boolean archive) throws GateException {
            ImageLocation location = ImageLocation.parse(archive ? "archive:" + text : text);
            if (location instanceof ImageLocation.Archive some) {
                return new ImageLocation.Archive(some.text(), workspace.resolve(some.file()));
            }
            if (location instanceof ImageLocation.DockerArchive docker) {
                return new ImageLocation.DockerArchive(text, workspace.resolve(docker.file()), docker.image());
            }
            if (location instanceof ImageLocation.OciArchive oci) {
                return new ImageLocation.OciArchive(text, workspace.resolve(oci.file()), oci.tag());
            }
            if (location instanceof ImageLocation.OciLayout layout) {
                return new ImageLocation.OciLayout(text, workspace.resolve(layout.directory()), layout.tag());
            }
            return location;
        }
    }
}
