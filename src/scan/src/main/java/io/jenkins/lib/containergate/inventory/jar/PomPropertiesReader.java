package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.util.List;

/** Java archives that were unpacked into a directory, as servlet containers do: their {@code pom.properties}. */
public final class PomPropertiesReader implements PackageReader {
    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return PomProperties.isName(entry.path());
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException {
        byte[] properties = content.bytes(PomProperties.MAX_BYTES);
        sink.found(PomProperties.parse(properties).found(entry.path(), entry.path(), List.of()));
    }
}
