package io.jenkins.lib.containergate.inventory.dart;

import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.json.JsonReading;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Dart program runs with, {@code .dart_tool/package_config.json}, and what a compiled one beside it was built from,
 * {@code pubspec.lock}. The lock file is read line by line in the form pub writes; pub rewrites any other.
 *
 * <p>Packages of an SDK have no version of their own and are left out. The configuration does not
 * tell the version of a package from a git repository: that is a gap.
 *
 * @see <a href="https://dart.dev/tools/pub/glossary#lockfile">pub, lockfile</a>
 * @see <a href="https://github.com/dart-lang/language/blob/main/accepted/2.8/language-versioning/package-config-file-v2.md">
 *     package configuration</a>
 */
public final class PubReader implements PackageReader {
    private static final String LOCK = "pubspec.lock";
    private static final String CONFIGURATION = ".dart_tool/package_config.json";
    private static final Pattern PACKAGE = Pattern.compile(" {2}\"?([A-Za-z0-9_]{1,200})\"?:");
    private static final Pattern VALUE = Pattern.compile(" {4}(version|source): \"?([^\"\\s]{1,200})\"?");
    private static final Pattern HOSTED = Pattern.compile(".*/hosted/[^/]+/([A-Za-z0-9_]+)-([0-9][^/]*)/?");
    private static final Pattern GIT = Pattern.compile(".*/git/[^/]+-[0-9a-f]{40}/.*");

    private final InventoryLimits limits;

    public PubReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.name().equals(LOCK) || isConfiguration(entry.path());
    }

    /** Whether a file is the configuration of a Dart program. */
    public static boolean isConfiguration(String path) {
        return path.equals(CONFIGURATION) || path.endsWith("/" + CONFIGURATION);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        if (entry.name().equals(LOCK)) {
            lock(entry.path(), content, sink);
        } else {
            configuration(entry.path(), content, sink);
        }
    }

    private void lock(String path, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, path, limits.maxMetadataBytes());
            Locked locked = new Locked(path, sink);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                locked.line(line.get());
            }
            locked.end();
        }
    }

    private void configuration(String path, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        byte[] json = content.bytes(limits.maxMetadataBytes());
        boolean[] listed = {false};
        JsonReading.document(
                new ByteArrayInputStream(json),
                root -> JsonReading.members(root, (name, value) -> {
                    if (name.equals("packages")) {
                        listed[0] = true;
                        JsonReading.elements(value, element -> configured(element, path, sink));
                    }
                }));
        if (!listed[0]) {
            throw new MalformedContentException(Unreadable.METADATA, "a package configuration without packages");
        }
    }

    private static void configured(JsonParser element, String path, PackageSink sink)
            throws IOException, MalformedContentException, LimitExceededException {
        String[] identity = {"", ""};
        JsonReading.members(element, (name, value) -> {
            switch (name) {
                case "name" -> identity[0] = JsonReading.text(value);
                case "rootUri" -> identity[1] = JsonReading.text(value);
                default -> {
                    // where in the package its libraries are, and their version of the language
                }
            }
        });
        if (identity[0].isEmpty() || identity[1].isEmpty()) {
            throw new MalformedContentException(Unreadable.METADATA, "a configured package without name or place");
        }
        String root = identity[1].replace("%2B", "+");
        Matcher hosted = HOSTED.matcher(root);
        if (hosted.matches() && hosted.group(1).equals(identity[0])) {
            sink.found(dart(identity[0], hosted.group(2), path));
        } else if (hosted.matches() || GIT.matcher(root).matches()) {
            sink.gap(Unreadable.METADATA.gap(path, path, "a package whose place does not tell its version"));
        }
        // else: the program itself, a directory beside it, or a part of an SDK
    }

    private static FoundPackage dart(String name, String version, String path) {
        return FoundPackage.ofLanguage(Ecosystem.PUB, name, version, path, List.of());
    }

    /** The state between two lines of a lock file. */
    private static final class Locked {
        private final String path;
        private final PackageSink sink;
        private boolean seen;
        private boolean inside;
        private String name = "";
        private String version = "";
        private String source = "";

        Locked(String path, PackageSink sink) {
            this.path = path;
            this.sink = sink;
        }

        void line(String text) throws MalformedContentException, LimitExceededException {
            Matcher start = PACKAGE.matcher(text);
            Matcher value = VALUE.matcher(text);
            if (!text.startsWith(" ") && !text.isBlank() && !text.startsWith("#")) {
                finish();
                inside = text.strip().equals("packages:") || text.strip().equals("packages: {}");
                seen |= inside;
            } else if (inside && start.matches()) {
                finish();
                name = start.group(1);
            } else if (inside && value.matches()) {
                version = value.group(1).equals("version") ? value.group(2) : version;
                source = value.group(1).equals("source") ? value.group(2) : source;
            } else if (inside && text.matches(" {1,3}\\S.*")) {
                throw new MalformedContentException(Unreadable.METADATA, "a line that pub does not write");
            }
        }

        void end() throws MalformedContentException, LimitExceededException {
            finish();
            if (!seen) {
                throw new MalformedContentException(Unreadable.METADATA, "a lock file without packages");
            }
        }

        private void finish() throws MalformedContentException, LimitExceededException {
            if (!name.isEmpty()) {
                if (version.isEmpty() || source.isEmpty()) {
                    throw new MalformedContentException(
                            Unreadable.METADATA, "a locked package without version or source");
                }
                if (!source.equals("sdk")) {
                    sink.found(dart(name, version, path));
                }
            }
            name = "";
            version = "";
            source = "";
        }
    }
}
