package io.jenkins.lib.containergate.inventory.jar;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code quarkus-app-dependencies.txt}, which Quarkus writes beside an application: one library a line,
 * {@code GROUP:ARTIFACT:CLASSIFIER:TYPE:VERSION}.
 */
public final class QuarkusDependenciesReader implements PackageReader {
    private static final String NAME = "quarkus-app-dependencies.txt";

    private final InventoryLimits limits;

    public QuarkusDependenciesReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.name().equals(NAME);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, GateException, IOException {
        String text = new String(content.bytes(limits.maxMetadataBytes()), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.split("\\R")) {
            number++;
            String[] parts = line.strip().split(":", -1);
            if (line.isBlank()) {
                continue;
            }
            String version = parts[parts.length - 1];
            if (parts.length < 3
                    || !MavenCoordinates.isId(parts[0])
                    || !MavenCoordinates.isId(parts[1])
                    || !MavenCoordinates.isVersion(version)) {
                throw new MalformedContentException(
                        Unreadable.METADATA, "line " + number + " does not give group, artifact and version");
            }
            sink.found(new MavenCoordinates(Optional.of(parts[0]), parts[1], version)
                    .found(entry.path(), entry.path(), List.of()));
        }
    }
}
