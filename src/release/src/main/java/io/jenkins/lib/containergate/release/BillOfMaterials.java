package io.jenkins.lib.containergate.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * CycloneDX 1.6 of the Maven artifacts in a jar or hpi, by the {@code pom.properties} that each brings.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class BillOfMaterials {
    private BillOfMaterials() {}

    /** An artifact of Maven. */
    record Artifact(String group, String name, String version) implements Comparable<Artifact> {
        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version;
        }

        @Override
        public int compareTo(Artifact other) {
            return purl().compareTo(other.purl());
        }
    }

    static SortedSet<Artifact> artifacts(Path archive) throws IOException {
        SortedSet<Artifact> found = new TreeSet<>();
        try (InputStream in = Files.newInputStream(archive)) {
            collect(in, found);
        }
        return found;
    }

    private static void collect(InputStream in, SortedSet<Artifact> found) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                collect(new ByteArrayInputStream(zip.readAllBytes()), found);
            } else if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
                Properties properties = new Properties();
                properties.load(new ByteArrayInputStream(zip.readAllBytes()));
                found.add(new Artifact(
                        properties.getProperty("groupId"),
                        properties.getProperty("artifactId"),
                        properties.getProperty("version")));
            }
        }
    }

    /** @param name of the file that is described */
    static byte[] json(String name, String version, SortedSet<Artifact> artifacts, Instant time) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonBounds.own().factory().createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeNumberField("version", 1);
            json.writeObjectFieldStart("metadata");
            json.writeStringField("timestamp", time.toString());
            json.writeObjectFieldStart("component");
            json.writeStringField("type", "application");
            json.writeStringField("bom-ref", name);
            json.writeStringField("name", name);
            json.writeStringField("version", version);
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("components");
            for (Artifact artifact : artifacts) {
                json.writeStartObject();
                json.writeStringField("type", "library");
                json.writeStringField("bom-ref", artifact.purl());
                json.writeStringField("group", artifact.group());
                json.writeStringField("name", artifact.name());
                json.writeStringField("version", artifact.version());
                json.writeStringField("purl", artifact.purl());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
