package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests, follows their redirections, and sees to it that none outlives the deadline.
 *
 * <p>Redirections are followed by hand: credentials go to the origin they are for and to no other, not even after a
 * detour; nothing leads from an encrypted to a plain connection unless the host is named for plain HTTP, nor further inside
 * a network than the server that leads there.
 */
public final class HttpTransport {
    private final HttpClient client;
    private final InsecureHosts plainHttp;
    private final HttpLimits limits;
    private final Clock clock;
    private final Pause pause;
    private final Route route;

    /** @param client brings proxy and trust; must not follow redirections */
    public HttpTransport(HttpClient client, InsecureHosts plainHttp, HttpLimits limits, Clock clock, Pause pause) {
        this(client, plainHttp, limits, clock, pause, inwards(plainHttp));
    }

    /** Hosts that are named for plain HTTP are hosts that somebody here has named. */
    private static Route inwards(InsecureHosts plainHttp) {
        AddressGuard guard = AddressGuard.exempting(plainHttp::names);
        return (from, to) -> guard.check(from, to, from.authority());
    }

    /** @param route where servers may lead */
    public HttpTransport(
            HttpClient client, InsecureHosts plainHttp, HttpLimits limits, Clock clock, Pause pause, Route route) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirections");
        }
        this.client = client;
        this.plainHttp = plainHttp;
        this.limits = limits;
        this.clock = clock;
        this.pause = pause;
        this.route = route;
    }

    public HttpLimits limits() {
        return limits;
    }

    public InsecureHosts plainHttp() {
        return plainHttp;
    }

    /** Where servers may lead. */
    public Route route() {
        return route;
    }

    public Attempts attempts(Deadline deadline) {
        return new Attempts(limits, pause, deadline);
    }

    /** Something that may be tried again. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws IOException, GateException, InterruptedException;
    }

    /**
     * Tries until there is a result.
     *
     * @param attempt must be safe to repeat
     */
    public <T> T retrying(Deadline deadline, Attempt<T> attempt) throws GateException, InterruptedException {
        Attempts attempts = attempts(deadline);
        while (true) {
            try {
                return attempt.run();
            } catch (TransientException e) {
                attempts.failed(e);
            } catch (IOException e) {
                throw new IllegalStateException("faults of connections are explained where they occur", e);
            }
        }
    }

    /**
     * One attempt at a request. Answers of 408, 429, 500, 502, 503 and 504 are thrown, all others returned.
     *
     * @throws TransientException for what may be gone next time
     * @throws GateException for what will not
     */
    public HttpAnswer once(HttpCall call, Deadline deadline)
            throws TransientException, GateException, InterruptedException {
        URI uri = call.uri();
        boolean home = true;
        for (int hops = 0; ; hops++) {
            HttpAnswer answer = exchange(call, uri, home, deadline);
            if (!redirects(answer.status())) {
                return passedOver(answer);
            }
            answer.close();
            if (!call.reading()) {
                throw new GateException(
                        answer.origin().authority() + " redirects a request that writes (" + answer.status() + ")",
                        "use the registry's own address");
            }
            if (hops == limits.maxRedirects()) {
                throw new GateException(
                        Origin.of(call.uri()).authority() + " redirects more than " + limits.maxRedirects()
                                + " times, perhaps in a circle",
                        "have the registry's operator correct its redirections");
            }
            URI next = Redirection.target(uri, answer);
            route.check(Origin.of(uri), next);
            home = home && Origin.of(next).equals(Origin.of(call.uri()));
            uri = next;
        }
    }

    private static boolean redirects(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private HttpAnswer passedOver(HttpAnswer answer) throws TransientException {
        return switch (answer.status()) {
            case 408, 429, 500, 502, 503, 504 -> throw passing(answer);
            default -> answer;
        };
    }

    /** Closes an answer whose status may be another next time. */
    TransientException passing(HttpAnswer answer) {
        answer.close();
        String host = answer.origin().authority();
        Optional<Duration> retryAfter = answer.header("Retry-After").flatMap(value -> RetryAfter.parse(value, clock));
        return answer.status() == 429
                ? new TransientException(
                        host + ": rate limit reached (429)",
                        "wait, log in for a higher limit, or use a mirror",
                        retryAfter)
                : new TransientException(
                        host + " answers with the error " + answer.status(),
                        "try again later; if it stays so, ask its operator",
                        retryAfter);
    }

    /** One attempt at a request; whatever the answer is, it is returned, and a redirection is not followed. */
    HttpAnswer unfollowed(HttpCall call, Deadline deadline)
            throws TransientException, GateException, InterruptedException {
        return exchange(call, call.uri(), true, deadline);
    }

    private HttpAnswer exchange(HttpCall call, URI uri, boolean home, Deadline deadline)
            throws TransientException, GateException, InterruptedException {
        Origin origin = Origin.of(uri);
        if (!origin.encrypted()) {
            plainHttp.check(origin);
        }
        String host = origin.authority();
        deadline.check("asking " + host);
        Duration left = deadline.remaining();
        Duration allowed = left.compareTo(limits.answerTime()) < 0 ? left : limits.answerTime();
        CompletableFuture<HttpResponse<BodyStream>> sent = client.sendAsync(
                request(call, uri, home), response -> new BodyStream(host, deadline, limits.silence()));
        try {
            return new HttpAnswer(sent.get(allowed.toMillis() + 1, TimeUnit.MILLISECONDS), !home);
        } catch (TimeoutException e) {
            sent.cancel(true);
            deadline.check("waiting for an answer of " + host);
            throw ConnectionFaults.silent(host, allowed);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        } catch (ExecutionException | CancellationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof IOException fault) {
                throw ConnectionFaults.explain(host, fault);
            }
            throw new IllegalStateException("unexpected fault of the HTTP client", cause);
        }
    }

    private static HttpRequest request(HttpCall call, URI uri, boolean home) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .header("User-Agent", "container-gate")
                .method(
                        call.method(),
                        call.body()
                                .map(HttpRequest.BodyPublishers::ofByteArray)
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        call.headers().forEach(request::header);
        if (home) {
            call.authorization().ifPresent(value -> request.header("Authorization", value));
        }
        return request.build();
    }

    /** Where a server may lead: by a redirection, a token server, a place for an upload. */
    @FunctionalInterface
    public interface Route {
        /** @throws GateException when requests must not go there */
        void check(Origin from, URI to) throws GateException;
    }

    /** Where a redirection leads. */
    static final class Redirection {
        private static final String REMEDY = "have the registry's operator correct its redirections";

        private Redirection() {}

        static URI target(URI from, HttpAnswer answer) throws GateException {
            String host = answer.origin().authority();
            String location = answer.header("Location")
                    .orElseThrow(() -> new GateException(
                            host + " answers " + answer.status() + " without saying where to go", REMEDY));
            try {
                URI target = from.resolve(new URI(location));
                Origin.of(target);
                return target;
            } catch (URISyntaxException | IllegalArgumentException e) {
                // not shown: such addresses hold signatures that give access
                throw new GateException(host + " redirects to something that is not an HTTP address", REMEDY, e);
            }
        }
    }

    /**
     * How long a server asks to wait: seconds, or a date.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, 10.2.3</a>
     */
    public static final class RetryAfter {
        private RetryAfter() {}

        /** Empty for what is neither. */
        public static Optional<Duration> parse(String value, Clock clock) {
            if (value.matches("[0-9]{1,9}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
            }
            try {
                Duration until = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
                return Optional.of(until.isNegative() ? Duration.ZERO : until);
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }
}
