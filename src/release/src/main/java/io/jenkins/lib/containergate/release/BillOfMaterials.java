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
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * CycloneDX 1.6 of the Maven artifacts in a jar or hpi: those that Maven resolved for it, and those inside of them that
 * bring a {@code pom.properties}.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6</a>
 */
final class BillOfMaterials {
    /** Group, name, version, with a classifier at most between the last two. */
    private static final Pattern DEPENDENCY =
            Pattern.compile("\\s+([\\w.-]+):([\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.-]+):(?:compile|runtime)\\b");

    private BillOfMaterials() {}

    /** An artifact of Maven. */
    record Artifact(String group, String name, String version) implements Comparable<Artifact> {
        String purl() {
            return "pkg:maven/" + group + "/" + name + "@" + version;
        }

        String file() {
            return name + "-" + version + ".jar";
        }

        @Override
        public int compareTo(Artifact other) {
            return purl().compareTo(other.purl());
        }
    }

    /**
     * Of a jar that the classes of its dependencies were put into, or of an archive that holds their jars.
     *
     * @param resolved what {@code dependency:list} wrote about the module that made the archive
     * @param own jars in it that are the module itself
     * @throws IOException when a jar in the archive has no coordinates: no library is left out in silence
     */
    static SortedSet<Artifact> artifacts(Path archive, Path resolved, Set<String> own) throws IOException {
        SortedSet<Artifact> found = new TreeSet<>();
        Set<String> jars = new TreeSet<>();
        try (InputStream in = Files.newInputStream(archive)) {
            collect(in, found, jars);
        }
        List<Artifact> dependencies = dependencies(resolved);
        dependencies.stream()
                .filter(each -> jars.isEmpty() || jars.contains(each.file()))
                .forEach(found::add);
        jars.removeAll(own);
        dependencies.forEach(each -> jars.remove(each.file()));
        if (!jars.isEmpty()) {
            throw new IOException("libraries of " + archive + " that " + resolved + " does not name: " + jars);
        }
        return found;
    }

    private static List<Artifact> dependencies(Path resolved) throws IOException {
        List<Artifact> dependencies = new ArrayList<>();
        for (String line : Files.readAllLines(resolved)) {
            Matcher dependency = DEPENDENCY.matcher(line);
            if (dependency.lookingAt()) {
                dependencies.add(new Artifact(dependency.group(1), dependency.group(2), dependency.group(3)));
            }
        }
        if (dependencies.isEmpty()) {
            throw new IOException(resolved + " names no dependency");
        }
        return dependencies;
    }

    private static void collect(InputStream in, SortedSet<Artifact> found, Set<String> jars) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".jar")) {
                jars.add(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
                collect(new ByteArrayInputStream(zip.readAllBytes()), found, jars);
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
