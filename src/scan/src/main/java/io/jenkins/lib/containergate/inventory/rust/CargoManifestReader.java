package io.jenkins.lib.containergate.inventory.rust;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.text.BoundedLines;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The licence of a crate, in its {@code Cargo.toml}: of Cargo's registry, or vendored. Read line by line in the form that Cargo publishes;
 * what a workspace declares for it is unknown.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/manifest.html#the-license-and-license-file-fields">Cargo's manifest</a>
 */
public final class CargoManifestReader implements PackageReader {
    private static final String FILE = "Cargo.toml";
    /** Stands for {@code license-file}. */
    static final String TEXT = "text in the crate";

    private static final Pattern VALUE =
            Pattern.compile("(name|version|license|license-file)\\s*=\\s*\"([^\"\\\\]*)\"\\s*(?:#.*)?");
    private static final Pattern OPERATORS = Pattern.compile("(?i).*(?:[()]|\\b(?:and|or|with)\\b).*", Pattern.DOTALL);

    private final InventoryLimits limits;

    public CargoManifestReader(InventoryLimits limits) {
        this.limits = limits;
    }

    @Override
    public boolean findsPackages() {
        return false;
    }

    @Override
    public boolean claims(LayerEntry entry, byte[] head) {
        return entry.kind() == LayerEntry.Kind.FILE
                && entry.path().endsWith(FILE)
                && entry.name().equals(FILE);
    }

    @Override
    public void read(LayerEntry entry, FileContent content, PackageSink sink)
            throws LimitExceededException, IOException {
        Optional<LicenseNote> note = note(entry.path(), content);
        if (note.isPresent()) {
            sink.licensed(note.get());
        }
    }

    /** A file that is too large says nothing of any licence. */
    private Optional<LicenseNote> note(String path, FileContent content) throws IOException {
        String name = "";
        String version = "";
        Set<String> licenses = new LinkedHashSet<>();
        try (InputStream in = content.open()) {
            BoundedLines lines = new BoundedLines(in, path, limits.maxMetadataBytes());
            boolean inside = false;
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                String text = line.get().strip();
                Matcher value = VALUE.matcher(text);
                if (text.startsWith("[")) {
                    inside = text.equals("[package]");
                } else if (inside && value.matches()) {
                    switch (value.group(1)) {
                        case "name" -> name = value.group(2);
                        case "version" -> version = value.group(2);
                        case "license" -> licenses.add(expression(value.group(2)));
                        default -> licenses.add(TEXT);
                    }
                }
            }
        } catch (LimitExceededException e) {
            return Optional.empty();
        }
        return name.isEmpty() || version.isEmpty() || licenses.isEmpty()
                ? Optional.empty()
                : Optional.of(new LicenseNote(Ecosystem.CARGO, name, Optional.of(version), List.copyOf(licenses)));
    }

    /** Before Cargo took SPDX expressions, a slash left the choice. Beside operators it is not plain what it separates. */
    private static String expression(String license) {
        if (license.isBlank() || license.length() > LicenseChoice.LONGEST) {
            return TEXT;
        }
        return OPERATORS.matcher(license).matches() ? license : license.replaceAll("\\s*/\\s*", " OR ");
    }
}
