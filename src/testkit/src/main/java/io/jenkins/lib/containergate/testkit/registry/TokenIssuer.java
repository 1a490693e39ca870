package io.jenkins.lib.containergate.testkit.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A token server whose tokens a registry of the distribution project takes: signed with ES256, the certificate beside
 * them. One user may do everything, others nothing.
 */
public final class TokenIssuer implements AutoCloseable {
    public static final String ISSUER = "issuer of tests";
    public static final String SERVICE = "registry of tests";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final ServerIdentity identity;
    private final String authorization;
    private final List<String> scopes = new CopyOnWriteArrayList<>();

    private TokenIssuer(HttpServer server, ServerIdentity identity, String authorization) {
        this.server = server;
        this.identity = identity;
        this.authorization = authorization;
        server.createContext("/token", this::handle);
        server.start();
    }

    public static TokenIssuer start(ServerIdentity identity, String user, String password) throws IOException {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new TokenIssuer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
                identity,
                "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    public String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** What tokens were asked for. */
    public List<String> scopes() {
        return List.copyOf(scopes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String scope = "";
            for (String parameter : Optional.ofNullable(exchange.getRequestURI().getQuery())
                    .orElse("")
                    .split("&")) {
                scope = parameter.startsWith("scope=") ? parameter.substring("scope=".length()) : scope;
            }
            scopes.add(scope);
            if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode().put("token", token(scope)));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private String token(String scope) throws IOException, GeneralSecurityException {
        ObjectNode header = JSON.createObjectNode().put("typ", "JWT").put("alg", "ES256");
        header.putArray("x5c")
                .add(Base64.getEncoder().encodeToString(identity.certificate().getEncoded()));
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = JSON.createObjectNode()
                .put("iss", ISSUER)
                .put("sub", "tester")
                .put("aud", SERVICE)
                .put("iat", now)
                .put("nbf", now - 10)
                .put("exp", now + 300)
                .put("jti", Long.toString(System.nanoTime()));
        String[] parts = scope.split(":");
        if (parts.length == 3) {
            ObjectNode access = claims.putArray("access").addObject();
            access.put("type", parts[0]).put("name", parts[1]).putPOJO("actions", parts[2].split(","));
        } else {
            claims.putArray("access");
        }
        String signed = URL.encodeToString(JSON.writeValueAsBytes(header)) + "."
                + URL.encodeToString(JSON.writeValueAsBytes(claims));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(identity.key());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + URL.encodeToString(signature.sign());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
