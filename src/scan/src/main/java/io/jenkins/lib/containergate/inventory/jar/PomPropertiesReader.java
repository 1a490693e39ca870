package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Java archives that were unpacked into a directory, as servlet containers do: their {@code pom.properties}, and {@code pom.xml}
 * of those that were built without.
 */
public final class PomPropertiesReader implements PackageReader {
    private static final String PROJECT = "/pom.xml";

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return PomProperties.isName(entry.path())
                || PomFile.owner(entry.path()).filter(PomPropertiesReader::isId).isPresent();
    }

    private static boolean isId(String owner) {
        String[] id = owner.split(":", 2);
        return MavenCoordinates.isId(id[0]) && MavenCoordinates.isId(id[1]);
    }

    /** The file that says the same better, where it is there; empty when the file of that path is not a project's. */
    public static Optional<String> better(String path) {
        return PomFile.owner(path)
                .map(owner -> path.substring(0, path.length() - PROJECT.length()) + "/pom.properties");
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        Optional<String> owner = PomFile.owner(entry.path());
        if (owner.isPresent()) {
            project(owner.get().split(":", 2), entry.path(), content, sink);
        } else {
            byte[] properties = content.bytes(PomProperties.MAX_BYTES);
            sink.found(PomProperties.parse(properties).found(entry.path(), entry.path(), List.of()));
        }
    }

    private static void project(String[] id, String path, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException, InterruptedException {
        PomFile project = content.size() > PomFile.MAX_BYTES
                ? PomFile.UNREADABLE
                : PomFile.parse(content.bytes(PomFile.MAX_BYTES));
        if (project.version().isEmpty()) {
            throw new MalformedContentException(
                    Unreadable.METADATA, "no version, and there is no pom.properties beside it");
        }
        sink.found(new MavenCoordinates(
                        Optional.of(id[0]), id[1], project.version().get())
                .found(path, path, project.licenses()));
    }
}
