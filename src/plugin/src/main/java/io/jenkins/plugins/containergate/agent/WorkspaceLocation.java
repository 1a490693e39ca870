package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.nio.file.Path;

/** An image location whose relative paths start at the workspace and not where the agent happens to run. */
final class WorkspaceLocation {
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
