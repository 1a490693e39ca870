package io.jenkins.lib.containergate.inventory.sbom;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One component as a document names it, whatever its format. Texts are empty where the document says nothing.
 *
 * @param kind the format's own word: {@code library}, {@code operating-system}, {@code CONTAINER}
 * @param name with its group or scope in front where the document has one, in the ways tools join them
 * @param purls at most one in CycloneDX; SPDX allows several
 * @param properties of CycloneDX by name; empty for SPDX
 * @param source of a distribution's package, as {@code openssl 3.0.11-1}, where a text says it
 * @param supplier who built it, as {@link SbomText#supplier} gives it
 */
record SbomEntry(
        String reference,
        String kind,
        List<String> names,
        String version,
        List<String> purls,
        List<String> licenses,
        String description,
        String path,
        Map<String, String> properties,
        Optional<String> source,
        Optional<String> supplier) {
    SbomEntry {
        names = List.copyOf(names);
        purls = List.copyOf(purls);
        licenses = List.copyOf(licenses);
        properties = Map.copyOf(properties);
    }

    String name() {
        return names.isEmpty() ? "" : names.get(0);
    }

    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    /** As shown to people. */
    String shown() {
        String version = this.version.isEmpty() ? "" : " " + this.version;
        return name().isEmpty() ? reference : name() + version;
    }
}
