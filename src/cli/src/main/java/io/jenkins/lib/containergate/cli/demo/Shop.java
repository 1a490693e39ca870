package io.jenkins.lib.containergate.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The example: a Debian-based web shop with a Java service and an npm dependency. Described in
 * {@code docs/examples/shop.md}. Of its packages it has what tells their names and versions: a distribution of the command line
 * comes without a vulnerable library.
 */
final class Shop {
    private static final LocalDateTime PACKED = LocalDateTime.of(2025, 11, 1, 0, 0);

    private Shop() {}

    /** Runs as root, with the log4j of December 2021, an old minimist and a Debian that missed a security update. */
    static void writeBefore(Path archive) throws IOException {
        image("dpkg-status-before", "2.14.1", "1.2.5").write(archive, "before", runtime("", false));
    }

    /** The same shop, updated, with a user of its own and a health check. */
    static void writeAfter(Path archive) throws IOException {
        image("dpkg-status-after", "2.25.2", "1.2.8").write(archive, "after", runtime("10001:10001", true));
    }

    private static ExampleImage image(String dpkgStatus, String log4j, String minimist) throws IOException {
        return new ExampleImage(List.of(
                new ExampleLayer("/bin/sh -c #(nop) ADD file:debian-bookworm-slim in /")
                        .file("etc/os-release", resource("os-release"))
                        .file("var/lib/dpkg/status", resource(dpkgStatus)),
                new ExampleLayer("COPY lib/ /app/lib/ # buildkit")
                        .file(
                                "app/lib/log4j-core-" + log4j + ".jar",
                                jar("org.apache.logging.log4j", "log4j-core", log4j)),
                new ExampleLayer("RUN /bin/sh -c npm ci --omit=dev # buildkit")
                        .file("app/web/node_modules/minimist/package.json", npmManifest("minimist", minimist))));
    }

    private static ObjectNode runtime(String user, boolean healthCheck) {
        ObjectNode runtime =
                JsonNodeFactory.instance.objectNode().put("User", user).put("WorkingDir", "/app");
        runtime.putArray("Entrypoint").add("java").add("-jar").add("/app/shop.jar");
        runtime.putObject("ExposedPorts").putObject("8080/tcp");
        if (healthCheck) {
            runtime.putObject("Healthcheck").putArray("Test").add("CMD").add("/app/bin/healthy");
        }
        return runtime;
    }

    /** The same bytes each time, in every time zone. */
    private static byte[] jar(String group, String artifact, String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("META-INF/maven/" + group + "/" + artifact + "/pom.properties");
            entry.setTimeLocal(PACKED);
            zip.putNextEntry(entry);
            zip.write(("groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] npmManifest(String name, String version) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("version", version)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream stream = Shop.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("the jar lacks its resource " + name);
            }
            return stream.readAllBytes();
        }
    }
}
