package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file {@code release} of a Java runtime, whose {@code MODULES} names what {@code jlink} put into {@code lib/modules}. Modules
 * of an application and its libraries are in there without coordinates.
 *
 * @see <a href="https://openjdk.org/jeps/282">JEP 282, jlink</a>
 */
public final class JavaReleaseReader implements PackageReader {
    private static final int MAX_BYTES = 64 << 10;
    private static final int SHOWN = 80;
    private static final String MODULES = "MODULES=";
    /** Modules of runtimes, as their vendors call them. */
    private static final List<String> RUNTIMES = List.of(
            "java.",
            "jdk.",
            "javafx.",
            "openj9.",
            "com.azul.",
            "com.ibm.",
            "com.oracle.",
            "com.sun.",
            "org.graalvm.",
            "oracle.");

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
                    modules(line.get().substring(MODULES.length()), entry.path(), sink);
                }
            }
        }
    }

    private static void modules(String listed, String path, PackageSink sink) throws LimitExceededException {
        List<String> others = Stream.of(listed.replace("\"", "").split("[ ,]+"))
                .filter(module -> !module.isBlank() && RUNTIMES.stream().noneMatch(module::startsWith))
                .toList();
        if (!others.isEmpty()) {
            String shown = SafeText.visible(String.join(", ", others), SHOWN);
            sink.gap(Unreadable.BUNDLE.gap(
                    path, path, "a Java runtime made by jlink holds modules that are not Java's own: " + shown));
        }
    }
}
