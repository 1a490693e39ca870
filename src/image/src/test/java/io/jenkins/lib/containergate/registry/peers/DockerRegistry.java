package io.jenkins.lib.containergate.registry.peers;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real registry on a port of its own: that of the distribution project, as Debian packages it, or one of
 * go-containerregistry, which knows the referrers API as well.
 */
public final class DockerRegistry implements AutoCloseable {
    private final Process process;
    private final String authority;

    private DockerRegistry(Process process, String authority) {
        this.process = process;
        this.authority = authority;
    }

    public static DockerRegistry start(Path directory) throws IOException, InterruptedException {
        return start(directory, "", "");
    }

    /**
     * @param tls members for {@code http}, each with a comma before it
     * @param more further lines of the configuration
     */
    static DockerRegistry start(Path directory, String tls, String more) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = Files.writeString(
                directory.resolve("registry.yml"), """
                    version: 0.1
                    storage: {filesystem: {rootdirectory: %s}}
                    http: {addr: "127.0.0.1:%s"%s}
                    log: {level: error, accesslog: {disabled: true}}
                    %s
                    """.formatted(directory.resolve("registry"), port, tls, more));
        Process process = new ProcessBuilder("docker-registry", "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("registry.log").toFile())
                .start();
        DockerRegistry registry = new DockerRegistry(process, "127.0.0.1:" + port);
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return registry;
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        registry.close();
        Peer.missing("docker-registry did not start");
        return registry;
    }

    /** With the referrers API of OCI 1.1; keeps everything in memory. */
    public static DockerRegistry withReferrers(Path directory) throws IOException, InterruptedException {
        Peer.needs("go", "skopeo");
        Path program = directory.resolve("registry-with-referrers");
        Peer.run(
                Path.of("../image/src/test/go/registry").toAbsolutePath(),
                "go",
                "build",
                "-o",
                program.toString(),
                ".");
        Process process = new ProcessBuilder(program.toString())
                .redirectError(directory.resolve("registry.log").toFile())
                .start();
        return new DockerRegistry(
                process, process.inputReader(StandardCharsets.US_ASCII).readLine());
    }

    public String authority() {
        return authority;
    }

    public ImageReference image(String rest) throws GateException {
        return ImageReference.parse(authority + "/" + rest);
    }

    /** Copies a small image there with skopeo. */
    public void push(Path directory, String rest) throws IOException, InterruptedException {
        BuiltImage image = ImageBuilder.image()
                .layer(LayerBuilder.layer().file("hello", rest + "\n"), "COPY hello /")
                .build();
        push(directory, rest, image, "--dest-tls-verify=false");
    }

    /** @param options of {@code skopeo copy} */
    public void push(Path directory, String rest, BuiltImage image, String... options)
            throws IOException, InterruptedException {
        Path layout = directory.resolve("layout-" + rest.replaceAll("[^a-z0-9]", "-"));
        OciLayout.of(image).writeDirectory(layout);
        List<String> command = new ArrayList<>(List.of("skopeo", "copy", "--quiet", "--insecure-policy"));
        command.addAll(List.of(options));
        command.addAll(List.of("oci:" + layout, "docker://" + authority + "/" + rest));
        Peer.run(directory, command.toArray(String[]::new));
    }

    public RegistryClient client() {
        HttpClient http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new RegistryClient(
                new HttpTransport(
                        http,
                        InsecureHosts.at(List.of(authority)),
                        HttpLimits.defaults(),
                        Clock.systemUTC(),
                        Pause.sleeping()),
                RegistryCredentials.none());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
