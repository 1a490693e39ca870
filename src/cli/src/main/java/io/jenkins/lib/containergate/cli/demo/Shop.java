package io.jenkins.lib.containergate.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The example: a Debian-based web shop with a Java service and an npm dependency. Described in
 * {@code docs/examples/shop.md}.
 *
 * @param packages directory with the jars that the build fetched
 */
record Shop(Path packages) {

    /** Runs as root, with the log4j of December 2021, an old minimist and a Debian that missed a security update. */
    void writeBefore(Path archive) throws IOException, GateException {
        image("dpkg-status-before", "2.14.1", "1.2.5").write(archive, "before", runtime("", false));
    }

    /** The same shop, updated, with a user of its own and a health check. */
    void writeAfter(Path archive) throws IOException, GateException {
        image("dpkg-status-after", "2.25.2", "1.2.8").write(archive, "after", runtime("10001:10001", true));
    }

    private ExampleImage image(String dpkgStatus, String log4j, String minimist) throws IOException, GateException {
        String jar = "log4j-core-" + log4j + ".jar";
        return new ExampleImage(List.of(
                new ExampleLayer("/bin/sh -c #(nop) ADD file:debian-bookworm-slim in /")
                        .file("etc/os-release", resource("os-release"))
                        .file("var/lib/dpkg/status", resource(dpkgStatus)),
                new ExampleLayer("COPY lib/ /app/lib/ # buildkit")
                        .file("app/lib/" + jar, Files.readAllBytes(fetched(jar))),
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

    /** The package.json that npm publishes, as the WebJar of the same version carries it. */
    private byte[] npmManifest(String name, String version) throws IOException, GateException {
        Path webjar = fetched(name + "-" + version + ".jar");
        String inside = "META-INF/resources/webjars/" + name + "/" + version + "/package.json";
        try (ZipFile zip = new ZipFile(webjar.toFile());
                InputStream content = zip.getInputStream(zip.getEntry(inside))) {
            return content.readAllBytes();
        }
    }

    private Path fetched(String jar) throws GateException {
        Path path = packages.resolve(jar);
        if (!Files.isRegularFile(path)) {
            throw new GateException(
                    "the example's package " + path + " is missing",
                    "build the command line with ./gate or ./mvnw package");
        }
        return path;
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
