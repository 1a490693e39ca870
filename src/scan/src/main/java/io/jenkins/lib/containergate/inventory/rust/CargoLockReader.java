package io.jenkins.lib.containergate.inventory.rust;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Cargo.lock}, which says what a Rust program beside it was built from when the program itself does not. Read line
 * by line in the form Cargo writes; Cargo rewrites any other.
 */
public final class CargoLockReader implements PackageReader {
    private static final String FILE = "Cargo.lock";
    private static final Pattern VALUE = Pattern.compile("(name|version) = \"([^\"\\\\]*)\"");
    private static final Pattern SOURCE = Pattern.compile("source\\s*=\\s*(.*)", Pattern.DOTALL);

    private final InventoryLimits limits;

    public CargoLockReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.path().endsWith(FILE) && entry.name().equals(FILE);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws MalformedContentException, LimitExceededException, IOException {
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, entry.path(), limits.maxMetadataBytes());
            boolean inside = false;
            String name = "";
            String version = "";
            Optional<String> source = Optional.empty();
            Optional<String> line;
            do {
                line = lines.next();
                String text = line.map(String::strip).orElse("[");
                Matcher value = VALUE.matcher(text);
                Matcher fetched = SOURCE.matcher(text);
                if (text.startsWith("[")) {
                    if (inside) {
                        sink.found(crate(name, version, source, entry.path()));
                    }
                    inside = text.equals("[[package]]");
                    name = "";
                    version = "";
                    source = Optional.empty();
                } else if (inside && value.matches()) {
                    name = value.group(1).equals("name") ? value.group(2) : name;
                    version = value.group(1).equals("version") ? value.group(2) : version;
                } else if (inside && fetched.matches()) {
                    source = Optional.of(fetched.group(1));
                }
            } while (line.isPresent());
        }
    }

    private static FoundPackage crate(String name, String version, Optional<String> source, String path)
            throws MalformedContentException {
        if (name.isEmpty() || version.isEmpty()) {
            throw new MalformedContentException(Unreadable.METADATA, "a package without name or version");
        }
        return new FoundPackage(
                Ecosystem.CARGO,
                name,
                version,
                Optional.empty(),
                Optional.empty(),
                path,
                path,
                List.of(),
                Optional.empty(),
                source);
    }
}
