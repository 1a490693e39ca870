package io.jenkins.plugins.containergate.peers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.jenkins.lib.containergate.testkit.aws.MotoServer;
import io.jenkins.lib.containergate.testkit.aws.PeerMissingException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Moto's imitation of AWS. Without Python or the network a test is skipped, or fails where peers are required. */
public final class MotoAws implements AutoCloseable {
    private static final String MODE = System.getenv().getOrDefault("CONTAINER_GATE_PEERS", "");
    private static final String PROPERTY = "aws.endpointUrl";

    private final MotoServer server;

    private MotoAws(MotoServer server) {
        this.server = server;
    }

    /** Every client of AWS in this process asks it until it is closed. */
    public static MotoAws start() throws IOException, InterruptedException {
        if ("off".equals(MODE)) {
            abort("CONTAINER_GATE_PEERS=off");
        }
        try {
            MotoAws moto = new MotoAws(MotoServer.start());
            System.setProperty(PROPERTY, moto.server.endpoint().toString());
            return moto;
        } catch (PeerMissingException e) {
            String reason = String.valueOf(e.getMessage());
            return "required".equals(MODE) ? fail("CONTAINER_GATE_PEERS=required, but " + reason) : abort(reason);
        }
    }

    /** Sets something up: a call of a service that speaks JSON. */
    public String call(String service, String target, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.endpoint().resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", target)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20260101/eu-central-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        System.clearProperty(PROPERTY);
        server.close();
    }
}
