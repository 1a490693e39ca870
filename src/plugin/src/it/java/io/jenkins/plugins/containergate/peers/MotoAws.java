package io.jenkins.plugins.containergate.peers;

import io.jenkins.lib.containergate.testkit.aws.Moto;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Moto's imitation of AWS. Without Python or the network a test is skipped, or fails where peers are required. */
public final class MotoAws implements AutoCloseable {
    private static final String PROPERTY = "aws.endpointUrl";

    private final Moto server;

    private MotoAws(Moto server) {
        this.server = server;
    }

    /** Every client of AWS in this process asks it until it is closed. */
    public static MotoAws start() throws IOException, InterruptedException {
        MotoAws moto = new MotoAws(Moto.start());
        System.setProperty(PROPERTY, moto.server.endpoint().toString());
        return moto;
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
