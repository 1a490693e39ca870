package io.jenkins.lib.containergate.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends answers, whole or in one of the ways of {@link RegistryFault}. */
final class RegistryReply {
    private static final String ATTRIBUTE = "fault";
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-");

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Queue<RegistryFault>> once = new LinkedHashMap<>();
    private final Map<String, RegistryFault> always = new LinkedHashMap<>();
    private final Map<HttpExchange, RegistryFault> current = new ConcurrentHashMap<>();

    synchronized void fail(String pathPart, List<RegistryFault> faults) {
        once.computeIfAbsent(pathPart, part -> new ArrayDeque<>()).addAll(faults);
    }

    synchronized void failAlways(String pathPart, RegistryFault fault) {
        always.put(pathPart, fault);
    }

    private synchronized Optional<RegistryFault> fault(String path) {
        for (Map.Entry<String, Queue<RegistryFault>> entry : once.entrySet()) {
            if (path.contains(entry.getKey()) && !entry.getValue().isEmpty()) {
                return Optional.of(entry.getValue().remove());
            }
        }
        return always.entrySet().stream()
                .filter(entry -> path.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether the request has been dealt with, badly; a fault of the body comes true in {@link #send}. */
    boolean fails(HttpExchange exchange) throws IOException {
        Optional<RegistryFault> fault = fault(exchange.getRequestURI().getPath());
        if (fault.isEmpty()) {
            return false;
        }
        if (fault.get() instanceof RegistryFault.Status status) {
            whole(exchange, status.code(), new byte[0]);
        } else if (fault.get() instanceof RegistryFault.RetryAfter retry) {
            exchange.getResponseHeaders().add("Retry-After", retry.value());
            whole(exchange, 429, new byte[0]);
        } else if (fault.get() instanceof RegistryFault.Redirect redirect) {
            exchange.getResponseHeaders()
                    .add(
                            "Location",
                            redirect.location()
                                    .replace("%s", exchange.getRequestURI().toString()));
            whole(exchange, 307, new byte[0]);
        } else if (fault.get() instanceof RegistryFault.Silence) {
            await(Long.MAX_VALUE);
        } else {
            current.put(exchange, fault.get());
            return false;
        }
        return true;
    }

    void missing(HttpExchange exchange) throws IOException {
        send(exchange, 404, "text/plain", new byte[0]);
    }

    void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        RegistryFault fault = status == 200 ? current.remove(exchange) : null;
        if (fault instanceof RegistryFault.CutAfter cut) {
            Part part = part(exchange, body);
            exchange.sendResponseHeaders(part.status(), part.bytes().length);
            exchange.getResponseBody().write(part.bytes(), 0, Math.min(cut.bytes(), part.bytes().length - 1));
            exchange.getResponseBody().flush();
        } else if (fault instanceof RegistryFault.Drip) {
            drip(exchange, body);
        } else if (fault instanceof RegistryFault.WrongBytes) {
            byte[] wrong = body.clone();
            wrong[wrong.length / 2] ^= 1;
            whole(exchange, 200, wrong);
        } else if (fault instanceof RegistryFault.WrongDigestHeader) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + "0123456789abcdef".repeat(4));
            whole(exchange, 200, body);
        } else if (fault instanceof RegistryFault.OtherLength other) {
            whole(exchange, 200, Arrays.copyOf(body, body.length + other.difference()));
        } else if (fault instanceof RegistryFault.Huge huge) {
            byte[] spaces = new byte[huge.bytes()];
            Arrays.fill(spaces, (byte) ' ');
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(spaces);
        } else if (fault instanceof RegistryFault.NoRanges || status != 200) {
            whole(exchange, status, body);
        } else {
            Part part = part(exchange, body);
            whole(exchange, part.status(), part.bytes());
        }
    }

    private record Part(int status, byte[] bytes) {}

    private static Part part(HttpExchange exchange, byte[] body) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches()) {
            return new Part(200, body);
        }
        int from = Integer.parseInt(matcher.group(1));
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
        return new Part(206, Arrays.copyOfRange(body, from, body.length));
    }

    private static void whole(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : body.length);
        if (!none) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Announces the true length and keeps the end to itself. */
    private void drip(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < body.length - 1 && !await(50); i++) {
            out.write(body[i]);
            out.flush();
        }
        await(Long.MAX_VALUE);
    }

    private boolean await(long milliseconds) {
        try {
            return closing.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void close() {
        closing.countDown();
    }
}
