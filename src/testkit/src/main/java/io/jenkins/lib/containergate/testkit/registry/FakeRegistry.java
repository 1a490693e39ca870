package io.jenkins.lib.containergate.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A registry on the loopback address, of the OCI distribution specification 1.1, with its own token server. All
 * repositories share their blobs.
 */
public final class FakeRegistry implements AutoCloseable {
    private static final Pattern PATH = Pattern.compile("/v2/(.+)/(manifests|blobs|referrers|uploads|tags)/([^/]*)");

    private static final Pattern LAST = Pattern.compile("last=([^&]*)");

    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final RegistryContent content = new RegistryContent();
    private final RegistryAuth auth = new RegistryAuth();
    private final RegistryReply reply = new RegistryReply();
    private final Map<String, byte[]> uploads = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean referrers = true;
    private volatile String link = "";
    private volatile Duration latency = Duration.ZERO;

    private FakeRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Speaks plain HTTP. */
    public static FakeRegistry start() throws IOException {
        return new FakeRegistry(HttpServer.create(loopback(), 0), "http");
    }

    public static FakeRegistry startTls(SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new FakeRegistry(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Host and port, as in an image reference. */
    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String address() {
        return scheme + "://" + authority();
    }

    /** Holds the layout's images, under its tags. */
    public FakeRegistry with(String repository, OciLayout layout) {
        content.add(repository, layout);
        return this;
    }

    /** A further manifest, or anything else that is to be served as one; returns its digest. */
    public String manifest(String repository, String tag, String json) {
        String digest = content.put(json.getBytes(StandardCharsets.UTF_8));
        content.tag(repository, tag, digest);
        return digest;
    }

    public String blob(byte[] bytes) {
        return content.put(bytes);
    }

    public Optional<byte[]> stored(String repository, String tagOrDigest) {
        return content.manifest(repository, tagOrDigest);
    }

    public FakeRegistry requireBasic(String user, String password) {
        auth.basic(user, password);
        return this;
    }

    public FakeRegistry requireToken(String user, String password) {
        auth.token(user, password);
        return this;
    }

    /** As Docker Hub does: everybody gets a token, nobody gets in without. */
    public FakeRegistry requireAnonymousToken() {
        auth.anonymousToken();
        return this;
    }

    public FakeRegistry requireRefreshToken(String token) {
        auth.refreshToken(token);
        return this;
    }

    /** No token given out so far is good any more. */
    public void expireTokens() {
        auth.expire();
    }

    /** Query or form of each request to the token server. */
    public List<String> tokenRequests() {
        return auth.scopes();
    }

    /** As registries before the specification 1.1. */
    public FakeRegistry withoutReferrers() {
        referrers = false;
        return this;
    }

    /** Deletes every signature, attestation and attached file. */
    public void deleteReferrers() {
        content.deleteReferrers();
    }

    /** Header of lists of tags, and of lists of referrers that are asked for without a query; a query gets the same list again. */
    public FakeRegistry linkReferrers(String header) {
        link = header;
        return this;
    }

    /** Waits before each answer. */
    public FakeRegistry latency(Duration given) {
        latency = given;
        return this;
    }

    /** The next requests whose path contains this go wrong, one after the other. */
    public FakeRegistry fail(String pathPart, RegistryFault... faults) {
        reply.fail(pathPart, List.of(faults));
        return this;
    }

    /** All requests whose path contains this go wrong. */
    public FakeRegistry failAlways(String pathPart, RegistryFault fault) {
        reply.failAlways(pathPart, fault);
        return this;
    }

    /** Method, path, and the value of the header Authorization if there is one. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(exchange.getRequestMethod() + " " + path + (shown == null ? "" : " " + shown));
            if (!latency.isZero()) {
                Thread.sleep(latency.toMillis());
            }
            if (reply.fails(exchange)) {
                return;
            }
            if (path.equals("/token")) {
                Optional<String> token = auth.answer(exchange);
                byte[] body = token.orElse("{}").getBytes(StandardCharsets.UTF_8);
                reply.send(exchange, token.isPresent() ? 200 : 401, "application/json", body);
                return;
            }
            Optional<String> challenge = auth.challenge(exchange, address());
            if (challenge.isPresent()) {
                exchange.getResponseHeaders().add("WWW-Authenticate", challenge.get());
                reply.send(exchange, 401, "application/json", new byte[0]);
                return;
            }
            if (path.equals("/v2/")) {
                reply.send(exchange, 200, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
                return;
            }
            Matcher matcher = PATH.matcher(path);
            if (matcher.matches()) {
                answer(exchange, matcher.group(1), matcher.group(2), matcher.group(3));
            } else {
                reply.missing(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String repository, String kind, String name) throws IOException {
        String method = exchange.getRequestMethod();
        if (kind.equals("uploads")) {
            upload(exchange, repository, name);
        } else if (method.equals("PUT")) {
            putManifest(exchange, repository, name);
        } else if (kind.equals("referrers")) {
            if (referrers) {
                if (!link.isEmpty() && exchange.getRequestURI().getQuery() == null) {
                    exchange.getResponseHeaders().add("Link", link);
                }
                reply.send(exchange, 200, "application/vnd.oci.image.index.v1+json", content.referrers(name));
            } else {
                reply.missing(exchange);
            }
        } else if (kind.equals("tags")) {
            tags(exchange, repository);
        } else if (kind.equals("manifests")) {
            Optional<byte[]> manifest = content.manifest(repository, name);
            if (manifest.isPresent()) {
                exchange.getResponseHeaders().add("Docker-Content-Digest", RegistryContent.digest(manifest.get()));
                reply.send(exchange, 200, RegistryContent.mediaType(manifest.get()), manifest.get());
            } else {
                reply.missing(exchange);
            }
        } else {
            Optional<byte[]> blob = content.blob(name);
            if (blob.isPresent()) {
                reply.send(exchange, 200, "application/octet-stream", blob.get());
            } else {
                reply.missing(exchange);
            }
        }
    }

    /** Two tags a page, whatever is asked for. */
    private void tags(HttpExchange exchange, String repository) throws IOException {
        List<String> all = content.tags(repository);
        Matcher last = LAST.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
        int from = last.find() ? all.indexOf(last.group(1)) + 1 : 0;
        int to = Math.min(all.size(), from + 2);
        if (!link.isEmpty()) {
            exchange.getResponseHeaders().add("Link", link);
        } else if (to < all.size()) {
            String next = "/v2/" + repository + "/tags/list?n=2&last=" + all.get(to - 1);
            exchange.getResponseHeaders().add("Link", "<" + next + ">; rel=\"next\"");
        }
        String json = "{\"name\": \"" + repository + "\", \"tags\": ["
                + all.subList(from, to).stream().map(tag -> "\"" + tag + "\"").collect(Collectors.joining(", ")) + "]}";
        reply.send(exchange, 200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    private void upload(HttpExchange exchange, String repository, String name) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestMethod().equals("POST")) {
            String id = "upload-" + uploads.size();
            uploads.put(id, body);
            exchange.getResponseHeaders().add("Location", "/v2/" + repository + "/uploads/" + id + "?state=x");
            reply.send(exchange, 202, "text/plain", new byte[0]);
        } else if (uploads.containsKey(name)
                && ("state=x&digest=" + RegistryContent.digest(body))
                        .equals(exchange.getRequestURI().getQuery())) {
            content.put(body);
            reply.send(exchange, 201, "text/plain", new byte[0]);
        } else {
            reply.send(exchange, 400, "text/plain", new byte[0]);
        }
    }

    private void putManifest(HttpExchange exchange, String repository, String name) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String digest = content.put(body);
        if (!name.contains(":")) {
            content.tag(repository, name, digest);
        }
        if (referrers && RegistryContent.hasSubject(body)) {
            exchange.getResponseHeaders().add("OCI-Subject", "yes");
        }
        reply.send(exchange, 201, "text/plain", new byte[0]);
    }

    @Override
    public void close() {
        reply.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
