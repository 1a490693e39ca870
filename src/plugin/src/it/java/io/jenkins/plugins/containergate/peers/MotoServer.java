package io.jenkins.plugins.containergate.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** Moto's imitation of AWS, where the tests of engine-aws have installed it. */
public final class MotoServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("..", "engine-aws", "target", "peers", "moto", "bin", "moto_server");
    private static final String PROPERTY = "aws.endpointUrl";

    private final PeerServer server;
    private final URI endpoint;

    private MotoServer(PeerServer server, URI endpoint) {
        this.server = server;
        this.endpoint = endpoint;
    }

    /** Every client of AWS in this process asks it until it is closed. */
    public static MotoServer start(Path directory) throws IOException, InterruptedException {
        String program = INSTALLED.toAbsolutePath().normalize().toString();
        if (!Files.isExecutable(Path.of(program))) {
            PeerServer.needs("moto_server");
            program = "moto_server";
        }
        int port = PeerServer.freePort();
        PeerServer server = PeerServer.start(
                port, directory.resolve("moto.log"), program, "-H", "127.0.0.1", "-p", Integer.toString(port));
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        System.setProperty(PROPERTY, endpoint.toString());
        return new MotoServer(server, endpoint);
    }

    /** Sets something up: a call of a service that speaks JSON. */
    public String call(String service, String target, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/"))
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
