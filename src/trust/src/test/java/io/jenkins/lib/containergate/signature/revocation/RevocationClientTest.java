package io.jenkins.lib.containergate.signature.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.AddressGuard;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever issues a certificate writes addresses into it; requests to them do not reach into networks. */
class RevocationClientTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.createContext("/away", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            exchange.getResponseHeaders()
                    .add("Location", exchange.getRequestURI().getQuery());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static RevocationClient client(AddressGuard guard) {
        Clock clock = Clock.systemUTC();
        return new RevocationClient(
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build(),
                guard,
                RevocationLimits.defaults(),
                Deadline.after(Duration.ofMinutes(1), clock),
                clock);
    }

    private URI at(String host, String rest) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::ffff:7f00:1]"})
    void aServiceOfThisMachineIsNotAskedUnlessItIsNamed(String host) throws Exception {
        RevocationClient strict = client(AddressGuard.strict());
        assertThatThrownBy(() -> strict.list(at(host, "/list")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("on this machine itself");
        assertThatThrownBy(() -> strict.ask(at(host, "/list"), new byte[] {1})).isInstanceOf(GateException.class);
        assertThat(asked).isEmpty();
    }

    @Test
    void aNamedHostIsAskedAndLeadsNowhereElse() throws Exception {
        RevocationClient named = client(AddressGuard.exempting("127.0.0.1"::equals));
        assertThat(named.list(at("127.0.0.1", "/list"))).hasSize(2);
        assertThat(named.list(at("127.0.0.1", "/away?/list"))).hasSize(2);
        for (String target : List.of(
                "http://169.254.169.254/latest/meta-data/",
                at("localhost", "/list").toString())) {
            assertThatThrownBy(() -> named.list(at("127.0.0.1", "/away?" + target)))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("internalHosts");
        }
        assertThat(asked).filteredOn("/list"::equals).hasSize(2);
    }
}
