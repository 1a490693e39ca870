package io.jenkins.lib.containergate.policy.key;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be written under each key, from the schema that its format has of itself: a new key of a known format needs no line here. */
public final class KeyValues {
    private static final Map<String, List<?>> OF_DEFINITION = Map.of(
            "limit", List.of(0, 1, 3, 8, "unlimited"),
            "duration", List.of("0d", "48h", "7d", "90m"),
            "positiveDuration", List.of("1d", "10d"),
            "patterns",
                    List.of(
                            List.of("**"),
                            List.of("a/**", "b/*"),
                            List.of("a/**"),
                            List.of("b/c", "a/b"),
                            List.of("a/b")),
            "licenses",
                    List.of(
                            List.of("permissive", "weak-copyleft", "strong-copyleft", "LicenseRef-acme"),
                            List.of("permissive", "LGPL-2.1-only"),
                            List.of("MIT", "GPL-2.0-only WITH Classpath-exception-2.0"),
                            List.of("MIT")),
            "treatment", List.of("error", "warn", Map.of("treat", "allow", "reason", "read elsewhere")),
            "profiles", List.of("baseline", "cis-docker", "fsbp", List.of("fsbp", "cis-docker"), "strict"));

    private KeyValues() {}

    /** As {@code Map}, {@code List}, {@code String}, {@code Number} or {@code Boolean}; none for lists with a form of their own. */
    public static List<?> of(PolicyKey<?> key) {
        Map<String, Object> schema = key.format().schema();
        if (schema.get("enum") instanceof List<?> names) {
            return names;
        }
        if ("boolean".equals(schema.get("type"))) {
            return List.of(true, false);
        }
        if ("number".equals(schema.get("type"))) {
            return List.of(0, 0.000001, 0.5, 1);
        }
        return OF_DEFINITION.getOrDefault(String.valueOf(schema.get("$ref")).replace("#/$defs/", ""), List.of());
    }

    /** Whether there is one for each severity. */
    public static boolean bySeverity(PolicyKey<?> key) {
        return Arrays.stream(Severity.values())
                .anyMatch(severity -> severity.key().equals(key.name()));
    }

    /** Writes it where the key stands, in the mapping of a whole policy. */
    public static void put(Map<String, Object> policy, PolicyKey<?> key, Object value) {
        put(policy, key.segments(), value);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> mapping, List<String> path, Object value) {
        if (path.size() == 1) {
            mapping.put(path.get(0), value);
        } else {
            put(
                    (Map<String, Object>) mapping.computeIfAbsent(path.get(0), unused -> new LinkedHashMap<>()),
                    path.subList(1, path.size()),
                    value);
        }
    }

    /** The one that no other value loosens; empty where a policy without its section is as loose. */
    public static <T> Optional<Object> loosest(PolicyKey<T> key) {
        if (of(key).stream().noneMatch(value -> key.order().loosens(key.bySilence(), read(key, value)))) {
            return Optional.empty();
        }
        return of(key).stream()
                .filter(loosest -> of(key).stream()
                        .noneMatch(value -> key.order().loosens(Optional.of(read(key, loosest)), read(key, value))))
                .map(Object.class::cast)
                .findFirst();
    }

    private static <T> T read(PolicyKey<T> key, Object value) {
        Map<String, Object> policy = new LinkedHashMap<>(Map.of("version", 1));
        put(policy, key, value);
        try {
            return PolicyParser.parse("value", "value", YamlWriter.write(policy))
                    .settings()
                    .stated(key)
                    .orElseThrow()
                    .value();
        } catch (PolicyFormatException e) {
            throw new AssertionError(key + " does not take " + value, e);
        }
    }
}
