package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code release} of a Java runtime, whose {@code MODULES} names what {@code jlink} put into {@code lib/modules}. Modules
 * of an application and its libraries are in there without coordinates.
 *
 * @see <a href="https://openjdk.org/jeps/282">JEP 282, jlink</a>
 */
public final class JavaReleaseReader implements PackageReader {
    private static final int MAX_BYTES = 64 << 10;
    private static final String MODULES = "MODULES=";

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE && entry.name().equals("release") && entry.size() <= MAX_BYTES;
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, entry.path(), MAX_BYTES);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get().startsWith(MODULES)) {
                    String listed = line.get().substring(MODULES.length()).replace("\"", "");
                    JavaModules.report(List.of(listed.split("[ ,]+")), entry.path(), sink);
                }
            }
        }
    }
}
