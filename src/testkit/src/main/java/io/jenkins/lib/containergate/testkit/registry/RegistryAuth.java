package io.jenkins.lib.containergate.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The door of {@link FakeRegistry}: open, with a password, or with tokens of a token server. */
final class RegistryAuth {
    enum Kind {
        OPEN,
        BASIC,
        TOKEN
    }

    private final AtomicInteger issued = new AtomicInteger();
    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final List<String> scopes = new CopyOnWriteArrayList<>();
    private volatile Kind kind = Kind.OPEN;
    private volatile String password = "";
    private volatile boolean anonymousTokens;
    private volatile @Nullable String refreshToken;

    void basic(String user, String secret) {
        kind = Kind.BASIC;
        password = basicHeader(user, secret);
    }

    void token(String user, String secret) {
        kind = Kind.TOKEN;
        password = basicHeader(user, secret);
    }

    void anonymousToken() {
        kind = Kind.TOKEN;
        anonymousTokens = true;
    }

    void refreshToken(String token) {
        kind = Kind.TOKEN;
        refreshToken = token;
    }

    /** What was asked of the token server. */
    List<String> scopes() {
        return List.copyOf(scopes);
    }

    void expire() {
        valid.clear();
    }

    private static String basicHeader(String user, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when the request may pass, otherwise the challenge. */
    Optional<String> challenge(HttpExchange exchange, String address) {
        String shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        return switch (kind) {
            case OPEN -> Optional.empty();
            case BASIC -> shown.equals(password) ? Optional.empty() : Optional.of("Basic realm=\"registry\"");
            case TOKEN ->
                shown.startsWith("Bearer ") && valid.contains(shown.substring("Bearer ".length()))
                        ? Optional.empty()
                        : Optional.of("Bearer realm=\"" + address + "/token\",service=\"fake\","
                                + "scope=\"repository:everything:*\"");
        };
    }

    /** The token server's answer; empty when it refuses. */
    Optional<String> answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        scopes.add(query.isEmpty() ? URLDecoder.decode(form, StandardCharsets.UTF_8) : query);
        String shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        String refresh = refreshToken;
        boolean known = refresh == null
                ? shown.equals(password) && !password.isEmpty() || shown.isEmpty() && anonymousTokens
                : form.contains("refresh_token=" + refresh);
        if (!known) {
            return Optional.empty();
        }
        String token = "token-" + issued.incrementAndGet();
        valid.add(token);
        return Optional.of("{\"token\": \"" + token + "\", \"expires_in\": 300}");
    }
}
