package io.jenkins.lib.containergate.signature.peers;

import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sigstore's own servers on this machine: logs of Rekor's second generation, and a timestamp authority. */
final class SigstoreServices implements AutoCloseable {
    private static final String START = "start-time=2024-01-01T00:00:00Z";

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final String timestamps;

    private SigstoreServices(Path directory, int port) {
        this.directory = directory;
        this.timestamps = "http://127.0.0.1:" + port + "/api/v1/timestamp";
    }

    /** With a timestamp authority and a key for logs. */
    static SigstoreServices start(Path directory) throws IOException, InterruptedException {
        Peer.needs("cosign", "rekor-posix", "timestamp-server", "openssl");
        int port = port();
        SigstoreServices services = new SigstoreServices(directory, port);
        services.run(
                "openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "log.key");
        services.run("openssl", "pkey", "-in", "log.key", "-pubout", "-out", "log.pub");
        services.launch(
                port, "timestamp-server", "serve", "--host=127.0.0.1", "--port=" + port, "--disable-ntp-monitoring");
        HttpResponse<Path> chain = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(services.timestamps + "/certchain"))
                                .build(),
                        HttpResponse.BodyHandlers.ofFile(directory.resolve("tsa.pem")));
        if (chain.statusCode() != 200) {
            Peer.missing("timestamp-server answered " + chain.statusCode());
        }
        return services;
    }

    /**
     * A log with the key of all.
     *
     * @param origin what it calls itself: {@code localhost}, or {@code 127.0.0.1} for another that is reached by that name
     */
    Log log(String origin) throws IOException, InterruptedException {
        int port = port();
        Path storage = Files.createDirectories(directory.resolve("log-" + port));
        launch(
                port,
                "rekor-posix",
                "serve",
                "--http-port=" + port,
                "--grpc-port=" + port(),
                "--http-metrics-port=" + port(),
                "--hostname=" + origin,
                "--storage-dir=" + storage,
                "--signer-filepath=log.key",
                "--checkpoint-interval=500ms");
        Log log = new Log(origin + "-" + port, "http://" + origin + ":" + port, origin);
        run(
                "cosign",
                "signing-config",
                "create",
                "--rekor=url=" + log.url + ",api-version=2,operator=test," + START,
                "--rekor-config=ANY",
                "--tsa=url=" + timestamps + ",api-version=1,operator=test," + START,
                "--tsa-config=ANY",
                "--out=" + log.services());
        run(
                "cosign",
                "trusted-root",
                "create",
                "--rekor=url=" + log.url + ",public-key=log.pub,origin=" + origin + "," + START,
                "--tsa=url=" + timestamps + ",certificate-chain=tsa.pem",
                "--out=" + log.root());
        return log;
    }

    /** Files for cosign, by name in the directory. */
    record Log(String name, String url, String origin) {
        String services() {
            return name + ".services.json";
        }

        String root() {
            return name + ".root.json";
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        Peer.run(directory, command);
    }

    private static int port() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void launch(int port, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        directory.resolve(command[0] + "-" + port + ".log").toFile())
                .start();
        processes.add(process);
        for (int attempt = 0; attempt < 300 && process.isAlive(); attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        close();
        Peer.missing(command[0] + " did not start");
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
            process.destroyForcibly();
        }
    }
}
