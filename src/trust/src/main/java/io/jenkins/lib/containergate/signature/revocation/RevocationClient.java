package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.AddressGuard;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Fetches what authorities say; plain HTTP is usual there, because what is fetched is signed. No login is ever shown. */
final class RevocationClient {
    private final HttpTransport transport;
    private final AddressGuard guard;
    private final RevocationLimits limits;
    private final Deadline deadline;
    private final Clock clock;
    private int asked;

    /** @param guard keeps requests from addresses inside networks that certificates name */
    RevocationClient(HttpClient client, AddressGuard guard, RevocationLimits limits, Deadline deadline, Clock clock) {
        this.guard = guard;
        this.transport = new HttpTransport(
                client,
                InsecureHosts.everywhere(),
                limits.http(),
                clock,
                Pause.sleeping(),
                (from, to) -> guard.check(to, from.authority()));
        this.limits = limits;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** RFC 6960, appendix A.1: any request may be a POST. */
    byte[] ask(URI responder, byte[] request) throws GateException, InterruptedException {
        return fetch(
                HttpCall.sending("POST", responder, "application/ocsp-request", request),
                limits.responseTime(),
                limits.responseBytes(),
                "the OCSP response of " + responder.getHost());
    }

    byte[] list(URI place) throws GateException, InterruptedException {
        return fetch(
                HttpCall.get(place, Map.of()),
                limits.listTime(),
                limits.listBytes(),
                "the revocation list of " + place.getHost());
    }

    private byte[] fetch(HttpCall call, Duration time, int bytes, String what)
            throws GateException, InterruptedException {
        if (++asked > limits.questions()) {
            throw new GateException(
                    "more than " + limits.questions() + " questions about revocation", "remove signatures");
        }
        guard.check(call.uri(), "a certificate");
        Duration left = deadline.remaining();
        Deadline end = Deadline.after(left.compareTo(time) < 0 ? left : time, clock);
        try (HttpAnswer answer = transport.once(call, end)) {
            if (answer.status() != 200) {
                throw new GateException(what + " is an answer of " + answer.status(), "ask its operator");
            }
            return answer.bytes(bytes, "revocation bytes", what);
        } catch (IOException e) {
            throw new GateException(what + " cannot be fetched: " + e.getMessage(), "see that it can be reached", e);
        }
    }
}
