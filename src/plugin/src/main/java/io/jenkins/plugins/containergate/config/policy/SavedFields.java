package io.jenkins.plugins.containergate.config.policy;

import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fields as XStream has saved them, whatever classes they were of: an element is a text, a mapping, or a list, whose entries
 * are called {@code string} or like a class.
 */
final class SavedFields {
    /** The field with the text of a policy file. */
    static final String FILE = "yaml";

    private static final int DEEPEST = 32;

    /** What says something by being there, even if empty. All else that is empty was left empty in the form. */
    private static final Set<String> SECTIONS = Set.of(
            "vulnerabilities",
            "secrets",
            "hardening",
            "taskDefinition",
            "drift",
            "delegate",
            "epss",
            "baseImage",
            "verdict",
            "cosign",
            "keyless",
            "notation",
            "contentTrust");

    private SavedFields() {}

    /** @param reader at the element whose fields are read */
    static Map<String, Object> read(HierarchicalStreamReader reader) {
        return fields(reader, 0);
    }

    private static Map<String, Object> fields(HierarchicalStreamReader reader, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (reader.hasMoreChildren()) {
            reader.moveDown();
            String name = reader.getNodeName();
            value(reader, name, depth + 1).ifPresent(value -> add(fields, name, value));
            reader.moveUp();
        }
        return fields;
    }

    private static void add(Map<String, Object> fields, String name, Object value) {
        if (fields.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("the saved policy has " + SafeText.visible(name) + " twice");
        }
    }

    /** Empty for what says nothing. */
    private static Optional<Object> value(HierarchicalStreamReader reader, String name, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the saved policy is nested deeper than any policy");
        }
        if (!reader.hasMoreChildren()) {
            String text = reader.getValue();
            if (!text.isBlank()) {
                // in YAML the first line has to be as far in as the others
                return Optional.of(name.equals(FILE) ? text : text.strip());
            }
            return SECTIONS.contains(name) ? Optional.of(Map.of()) : Optional.empty();
        }
        List<Object> entries = new ArrayList<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        while (reader.hasMoreChildren()) {
            reader.moveDown();
            String child = reader.getNodeName();
            if (child.equals("string") || child.contains(".")) {
                entries.add(value(reader, child, depth + 1).orElse(Map.of()));
            } else {
                value(reader, child, depth + 1).ifPresent(value -> add(fields, child, value));
            }
            reader.moveUp();
        }
        if (!entries.isEmpty() && !fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "the saved policy has both a list and fields in " + SafeText.visible(name));
        }
        return Optional.of(entries.isEmpty() ? fields : entries);
    }
}
