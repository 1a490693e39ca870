package io.jenkins.plugins.containergate.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Trivy server with the advisories of {@code src/testkit/peers/trivydb}. */
final class RealTrivyServer implements AutoCloseable {
    static final String TOKEN = "open-sesame-4be1c07d";

    private static final Path ADVISORIES =
            Path.of("..", "testkit", "peers", "trivydb", "advisories.json").toAbsolutePath();

    private final String address;
    private final PeerServer server;

    private RealTrivyServer(String address, PeerServer server) {
        this.address = address;
        this.server = server;
    }

    /** @param directory for the databases, the cache and the log */
    static RealTrivyServer start(Path directory) throws IOException, InterruptedException {
        PeerServer.run(directory.resolve("trivydb.log"), "trivydb", ADVISORIES.toString(), directory.toString());
        PeerServer server = PeerServer.start(
                directory.resolve("server.log"),
                port -> List.of(
                        "trivy",
                        "server",
                        "--listen",
                        "127.0.0.1:" + port,
                        "--skip-db-update",
                        "--token",
                        TOKEN,
                        "--cache-dir",
                        directory.toString()));
        return new RealTrivyServer("http://127.0.0.1:" + server.port(), server);
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        server.close();
    }
}
