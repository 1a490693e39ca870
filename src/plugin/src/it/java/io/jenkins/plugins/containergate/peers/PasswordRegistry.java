package io.jenkins.plugins.containergate.peers;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The registry of the distribution project, as Debian packages it, which shows nothing without a password. */
final class PasswordRegistry implements AutoCloseable {
    static final String USER = "peer";
    static final String PASSWORD = "peer-password";

    /** {@link #PASSWORD}, hashed with bcrypt. */
    private static final String HTPASSWD = USER + ":$2y$05$J0Q9rByX.6ArWhUQyqgk3OwiXRGl2YYyqJIvYNmButOw2hsGQH5GW\n";

    private final Path directory;
    private final String authority;
    private final PeerServer server;

    private PasswordRegistry(Path directory, String authority, PeerServer server) {
        this.directory = directory;
        this.authority = authority;
        this.server = server;
    }

    /** @param directory for its images, its configuration and its log */
    static PasswordRegistry start(Path directory) throws IOException, InterruptedException {
        Path passwords = Files.writeString(directory.resolve("htpasswd"), HTPASSWD);
        Path configuration = directory.resolve("registry.yml");
        PeerServer server = PeerServer.start(directory.resolve("registry.log"), port -> {
            Files.writeString(configuration, """
                        version: 0.1
                        storage: {filesystem: {rootdirectory: %s}}
                        http: {addr: "127.0.0.1:%s"}
                        auth: {htpasswd: {realm: test, path: %s}}
                        log: {level: error, accesslog: {disabled: true}}
                        """.formatted(directory.resolve("images"), port, passwords));
            return List.of("docker-registry", "serve", configuration.toString());
        });
        return new PasswordRegistry(directory, "127.0.0.1:" + server.port(), server);
    }

    /** Host and port. */
    String authority() {
        return authority;
    }

    /** Has skopeo copy an image there; returns its reference. */
    String push(BuiltImage image, String repository, String tag) throws IOException, InterruptedException {
        Path layout = directory.resolve("layout-" + tag);
        OciLayout.of(image).writeDirectory(layout);
        String reference = authority + "/" + repository + ":" + tag;
        PeerServer.run(
                directory.resolve("skopeo.log"),
                "skopeo",
                "copy",
                "--quiet",
                "--insecure-policy",
                "--dest-tls-verify=false",
                "--dest-creds=" + USER + ":" + PASSWORD,
                "oci:" + layout,
                "docker://" + reference);
        return reference;
    }

    @Override
    public void close() {
        server.close();
    }
}
