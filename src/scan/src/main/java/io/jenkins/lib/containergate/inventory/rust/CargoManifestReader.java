package io.jenkins.lib.containergate.inventory.rust;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlFactory;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.inventory.LicenseNote;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The licence of a crate, in its {@code Cargo.toml}: of Cargo's registry, or vendored. What a workspace declares for it is unknown.
 *
 * @see <a href="https://doc.rust-lang.org/cargo/reference/manifest.html#the-license-and-license-file-fields">Cargo's manifest</a>
 */
public final class CargoManifestReader implements PackageReader {
    private static final String FILE = "Cargo.toml";
    private static final int MAX_DEPTH = 64;
    /** Stands for {@code license-file}. */
    static final String TEXT = "text in the crate";

    private static final Pattern OPERATORS = Pattern.compile("(?i).*(?:[()]|\\b(?:and|or|with)\\b).*", Pattern.DOTALL);

    private final InventoryLimits limits;
    private final TomlMapper toml = new TomlMapper(TomlFactory.builder()
            .streamReadConstraints(JsonBounds.depth(MAX_DEPTH).constraints())
            .build());

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
        Optional<LicenseNote> note = note(content);
        if (note.isPresent()) {
            sink.licensed(note.get());
        }
    }

    /** A file that is too large, or no TOML, says nothing of any licence. */
    private Optional<LicenseNote> note(FileContent content) throws IOException {
        JsonNode crate;
        try {
            crate = toml.readTree(content.bytes(limits.maxMetadataBytes())).path("package");
        } catch (LimitExceededException | JsonProcessingException | CharConversionException e) {
            return Optional.empty();
        }
        String name = crate.path("name").asText("");
        String version = crate.path("version").asText("");
        Set<String> licenses = new LinkedHashSet<>();
        if (crate.path("license").isTextual()) {
            licenses.add(expression(crate.path("license").asText()));
        }
        if (crate.path("license-file").isTextual()) {
            licenses.add(TEXT);
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
