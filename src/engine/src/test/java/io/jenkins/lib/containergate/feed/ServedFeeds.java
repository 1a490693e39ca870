package io.jenkins.lib.containergate.feed;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files on a server of the test, and an empty directory that is updated from them. */
abstract class ServedFeeds {
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private static Path identities;

    private static ServerIdentity identity;

    @TempDir
    Path folder;

    /** Files by their paths. */
    final Map<String, byte[]> served = new ConcurrentHashMap<>();
    /** Paths of all requests. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();
    /** Paths of the requests that got a file. */
    final Queue<String> sent = new ConcurrentLinkedQueue<>();

    FaultyServer server;
    DataDirectory directory;

    @BeforeAll
    static void identify() {
        identity = ServerIdentity.valid(identities);
    }

    @BeforeEach
    final void open() throws Exception {
        server = FaultyServer.start(identity.context());
        server.on("/", new ConcurrentLinkedQueue<>(), (exchange, body) -> answer(exchange));
        directory = new DataDirectory(folder.resolve("data"));
    }

    @AfterEach
    final void close() {
        server.close();
    }

    private FaultyServer.Reply answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        FaultyServer.Reply reply = FaultyServer.Reply.file(exchange, served);
        if (reply.status() == 200) {
            sent.add(path);
        }
        return reply;
    }

    /** @param now stands still */
    final FeedOutcome update(Instant now, Feed feed) throws Exception {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Duration patience = Duration.ofSeconds(30);
        HttpTransport transport = new HttpTransport(
                HttpClients.create(
                        ProxySelector.of(null), Optional.empty(), TlsTrust.with(List.of(identity.certificate()))),
                InsecureHosts.nowhere(),
                new HttpLimits(2, Duration.ofMillis(1), patience, patience, 3, 1 << 20, 1 << 16),
                clock,
                time -> {});
        return DataUpdate.over(
                        transport, Feeds.published(), directory, DataUpdate.Settings.defaults(), clock, event -> {})
                .run(List.of(feed), false, Deadline.after(Duration.ofMinutes(1), clock))
                .get(0);
    }
}
