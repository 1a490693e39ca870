package io.jenkins.lib.containergate.testkit.osv;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Builds an OSV record. What it is not told it leaves out, except for the fields every record must have. */
public final class OsvJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode record = MAPPER.createObjectNode();

    private OsvJson(String id) {
        record.put("schema_version", "1.7.3");
        record.put("id", id);
        record.put("modified", "2025-06-01T12:00:00Z");
        record.put("published", "2025-05-01T12:00:00Z");
    }

    public static OsvJson record(String id) {
        return new OsvJson(id);
    }

    /** Any field with a string value. */
    public OsvJson with(String field, String value) {
        record.put(field, value);
        return this;
    }

    /** Any field with an array of strings. */
    public OsvJson list(String field, String first, String... others) {
        ArrayNode array = record.putArray(field).add(first);
        for (String other : others) {
            array.add(other);
        }
        return this;
    }

    public OsvJson aliases(String first, String... others) {
        return list("aliases", first, others);
    }

    public OsvJson upstream(String first, String... others) {
        return list("upstream", first, others);
    }

    public OsvJson severity(String type, String score) {
        record.withArray("severity").addObject().put("type", type).put("score", score);
        return this;
    }

    /** The database's own word for the severity. */
    public OsvJson rating(String word) {
        record.putObject("database_specific").put("severity", word);
        return this;
    }

    public OsvJson reference(String type, String url) {
        record.withArray("references").addObject().put("type", type).put("url", url);
        return this;
    }

    /**
     * A package with one range.
     *
     * @param events pairs of kind and version: {@code "introduced", "0", "fixed", "1.2"}
     */
    public OsvJson affected(String ecosystem, String name, String rangeType, String... events) {
        return affected(ecosystem, name).range(rangeType, events);
    }

    /** A package without ranges. */
    public OsvJson affected(String ecosystem, String name) {
        record.withArray("affected")
                .addObject()
                .putObject("package")
                .put("ecosystem", ecosystem)
                .put("name", name);
        return this;
    }

    /** One more range of the last package. */
    public OsvJson range(String type, String... events) {
        ObjectNode range = lastAffected().withArray("ranges").addObject().put("type", type);
        ArrayNode array = range.putArray("events");
        for (int i = 0; i < events.length; i += 2) {
            array.addObject().put(events[i], events[i + 1]);
        }
        return this;
    }

    /** Listed versions of the last package. */
    public OsvJson versions(String... versions) {
        ArrayNode array = lastAffected().withArray("versions");
        for (String version : versions) {
            array.add(version);
        }
        return this;
    }

    /** Debian's rating of the last package. */
    public OsvJson urgency(String word) {
        lastAffected().putObject("ecosystem_specific").put("urgency", word);
        return this;
    }

    private ObjectNode lastAffected() {
        ArrayNode affected = record.withArray("affected");
        return (ObjectNode) affected.get(affected.size() - 1);
    }

    public String id() {
        return record.get("id").textValue();
    }

    public byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    public String json() {
        return record.toString();
    }
}
