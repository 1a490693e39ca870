package io.jenkins.lib.containergate.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKey.KeyText;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of settings in docs/policy.md and the properties of docs/policy.schema.json say what the keys say of themselves.
 * With {@code -Dcontainer-gate.rewrite=true} both are first rewritten from the keys.
 */
class PolicyDocumentationTest {
    private static final Path PAGE = Path.of("../../docs/policy.md");
    private static final Path SCHEMA = Path.of("../../docs/policy.schema.json");
    private static final String TABLE = "<!-- settings: this table is written from PolicyKeys -->\n";
    private static final String TABLE_END = "<!-- end -->\n";
    private static final String PROPERTIES = "  \"properties\": ";
    private static final String DEFINITIONS = ",\n  \"$defs\": {";
    private static final String PROPERTY = "properties";
    private static final String LIST = "list, see below";
    private static final JsonMapper JSON = JsonMapper.shared();

    @BeforeAll
    static void rewrite() throws IOException {
        if (Boolean.getBoolean("container-gate.rewrite")) {
            Files.writeString(PAGE, between(read(PAGE), TABLE, TABLE_END, table()));
            Files.writeString(SCHEMA, between(read(SCHEMA), PROPERTIES, DEFINITIONS, written(properties(), "  ")));
        }
    }

    @Test
    void theTableOfSettingsIsThatOfTheKeys() throws IOException {
        String page = read(PAGE);
        assertThat(page)
                .as("rewrite it with -Dcontainer-gate.rewrite=true")
                .isEqualTo(between(page, TABLE, TABLE_END, table()));
    }

    @Test
    void thePropertiesOfTheSchemaAreThoseOfTheKeys() throws IOException {
        String schema = read(SCHEMA);
        assertThat(schema)
                .as("rewrite it with -Dcontainer-gate.rewrite=true")
                .isEqualTo(between(schema, PROPERTIES, DEFINITIONS, written(properties(), "  ")));
    }

    @Test
    void everyKeySaysWhichValueIsTheStricterOneAndHasASchema() {
        assertThat(PolicyKeys.all()).allSatisfy(key -> {
            assertThat(key.text().stricter()).isNotBlank();
            assertThat(key.format().schema()).isNotEmpty();
        });
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    private static String between(String text, String start, String end, String replacement) {
        int from = text.indexOf(start) + start.length();
        return text.substring(0, from) + replacement + text.substring(text.indexOf(end, from));
    }

    private static String table() {
        Set<String> rows = new LinkedHashSet<>();
        rows.add(row("version", new KeyText("`1`", "required", "")));
        for (PolicyKey<?> key : PolicyKeys.all()) {
            rows.add(row(placeholder(key), key.text()));
        }
        new TreeMap<>(PolicyKeys.ruleSections())
                .forEach((path, rule) -> rows.add(
                        row(path + ".RULE", rule.apply(new RuleId("any")).text())));
        rows.add(row("signatures", new KeyText(LIST, "none", "more requirements")));
        rows.add(row("waivers", new KeyText(LIST, "none", "")));
        return "| key | values | default | stricter is |\n|---|---|---|---|\n" + String.join("", rows);
    }

    private static String placeholder(PolicyKey<?> key) {
        List<String> segments = new ArrayList<>(key.segments());
        boolean severity =
                Arrays.stream(Severity.values()).anyMatch(each -> each.key().equals(segments.get(segments.size() - 1)));
        if (severity) {
            segments.set(segments.size() - 1, "SEVERITY");
        }
        return segments.get(0).equals("undecided") ? "undecided.KIND" : String.join(".", segments);
    }

    private static String row(String path, KeyText text) {
        return ("| `" + path + "` | " + text.values() + " | " + text.unset() + " | " + text.stricter()).stripTrailing()
                + " |\n";
    }

    private static Map<String, Object> properties() {
        Map<String, Object> root = object();
        put(root, List.of("version"), Map.of("const", 1));
        PolicyKeys.all().forEach(key -> put(root, key.segments(), key.format().schema()));
        new TreeMap<>(PolicyKeys.ruleSections())
                .keySet()
                .forEach(path -> put(root, List.of(path.split("\\.")), Map.of("$ref", "#/$defs/rules")));
        put(root, List.of("signatures"), list("signatureRequirement"));
        put(root, List.of("waivers"), list("waiver"));
        return inside(root);
    }

    private static Map<String, Object> list(String of) {
        return Map.of("type", "array", "maxItems", 10_000, "items", Map.of("$ref", "#/$defs/" + of));
    }

    private static Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("additionalProperties", false);
        object.put(PROPERTY, new LinkedHashMap<String, Object>());
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inside(Object object) {
        return (Map<String, Object>) ((Map<String, Object>) object).get(PROPERTY);
    }

    private static void put(Map<String, Object> root, List<String> path, Map<String, Object> schema) {
        Map<String, Object> properties = inside(root);
        for (String segment : path.subList(0, path.size() - 1)) {
            properties = inside(properties.computeIfAbsent(segment, name -> object()));
        }
        properties.put(path.get(path.size() - 1), new TreeMap<>(schema));
    }

    /** Objects with properties on lines of their own, everything else on one. */
    private static String written(Map<?, ?> object, String indent) {
        return object.entrySet().stream()
                .map(member -> indent + "  " + JSON.writeValueAsString(member.getKey()) + ": "
                        + member(member.getKey(), member.getValue(), indent + "  "))
                .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
    }

    private static String member(Object name, Object value, String indent) {
        return value instanceof Map<?, ?> map && (map.containsKey(PROPERTY) || name.equals(PROPERTY))
                ? written(map, indent)
                : oneLine(value);
    }

    private static String oneLine(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new TreeMap<>(map)
                    .entrySet().stream()
                            .map(member -> JSON.writeValueAsString(member.getKey()) + ": " + oneLine(member.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PolicyDocumentationTest::oneLine).collect(Collectors.joining(", ", "[", "]"));
        }
        return JSON.writeValueAsString(value);
    }
}
