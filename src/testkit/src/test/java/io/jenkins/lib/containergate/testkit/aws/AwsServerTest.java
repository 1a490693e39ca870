package io.jenkins.lib.containergate.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class AwsServerTest {
    private static HttpResponse<String> ask(HttpHandler handler) throws Exception {
        try (AwsServer server = AwsServer.start(handler)) {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Else a client would try again until its deadline, and the test would hang. */
    @Test
    void whatGoesWrongInATestServerIsAnsweredAsAFaultThatIsNotTriedAgain() throws Exception {
        HttpResponse<String> unchecked = ask(exchange -> {
            throw new IllegalStateException("a defect of the server");
        });
        assertThat(unchecked.statusCode()).isEqualTo(400);
        assertThat(unchecked.body()).contains("\"__type\":\"IllegalStateException\"");
        assertThat(ask(exchange -> {
                            throw new AssertionError("a check of the test");
                        })
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aHandlerNeedNotCloseWhatItAnswers() throws Exception {
        assertThat(ask(exchange -> AwsServer.json(exchange, 200, "{}")).body()).isEqualTo("{}");
    }
}
