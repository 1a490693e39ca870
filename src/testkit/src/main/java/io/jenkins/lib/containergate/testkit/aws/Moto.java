package io.jenkins.lib.containergate.testkit.aws;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.URI;

/**
 * A server of Moto, which imitates AWS, on this machine. Without Python or the network the test is skipped, with the
 * reason; it fails instead when the environment says {@code CONTAINER_GATE_PEERS=required}, and is skipped when it says
 * {@code off}.
 */
public record Moto(MotoServer server) implements AutoCloseable {
    private static final String MODE = System.getenv().getOrDefault("CONTAINER_GATE_PEERS", "");

    public static Moto start() throws IOException, InterruptedException {
        if ("off".equals(MODE)) {
            abort("CONTAINER_GATE_PEERS=off");
        }
        try {
            return new Moto(MotoServer.start());
        } catch (PeerMissingException e) {
            String reason = String.valueOf(e.getMessage());
            return "required".equals(MODE) ? fail("CONTAINER_GATE_PEERS=required, but " + reason) : abort(reason);
        }
    }

    public URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }
}
