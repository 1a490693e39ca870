package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A service at an address the user named: requests are repeated until there is an answer that means something, and its
 * errors name the service. Redirections are not followed: what is installed in an image is told to that address and to no
 * other.
 */
public final class ServiceClient {
    private final HttpTransport transport;
    private final String service;
    private final String remedy;
    private final Bounds bounds;
    private final IntPredicate passing;
    private final Clock clock;

    /**
     * Bounds on one request.
     *
     * @param maxResponseBytes size of the response
     * @param attempts how often it is sent
     * @param firstPause after the first failed attempt; doubled after each further one
     * @param attemptTime how long one attempt may take, until the end of the response
     */
    public record Bounds(int maxResponseBytes, int attempts, Duration firstPause, Duration attemptTime) {
        private HttpLimits limits() {
            return new HttpLimits(attempts, firstPause, attemptTime, attemptTime, 0, maxResponseBytes, 0);
        }
    }

    /** A response that another attempt would not change. */
    public static final class Answer {
        private final int status;
        private final byte[] body;

        private Answer(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        public int status() {
            return status;
        }

        /** The body from its start. */
        public ByteArrayInputStream open() {
            return new ByteArrayInputStream(body);
        }
    }

    /**
     * @param client must not follow redirections; brings proxy and trust
     * @param service for errors: {@code the OSV API at https://api.osv.dev}
     * @param remedy for errors: what the user can do when the service fails
     * @param passing statuses that may be gone at the next attempt
     */
    public ServiceClient(
            HttpClient client,
            String service,
            String remedy,
            Bounds bounds,
            IntPredicate passing,
            Clock clock,
            Pause pause) {
        this.transport = new HttpTransport(client, InsecureHosts.everywhere(), bounds.limits(), clock, pause);
        this.service = service;
        this.remedy = remedy;
        this.bounds = bounds;
        this.passing = passing;
        this.clock = clock;
    }

    /** @param what the request is for: {@code POST /v1/querybatch} */
    public GateException fault(String what, String problem) {
        return new GateException(service + " " + problem + ", asked for " + what, remedy);
    }

    /**
     * @param call must be safe to repeat
     * @throws GateException when no attempt came to an answer
     */
    public Answer send(String what, HttpCall call, Deadline deadline) throws GateException, InterruptedException {
        try {
            return transport.retrying(deadline, () -> attempt(what, call, deadline));
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (LimitExceededException e) {
            throw fault(what, "sent more than " + e.bound() + " bytes");
        } catch (GateException e) {
            throw ConnectionFaults.find(e, CertificateException.class) != null
                    ? new GateException(
                            service + " is not trusted (" + e.problem() + ")",
                            "check the name in its certificate, and trust the authority that issued it",
                            e)
                    : new GateException(service + ": " + e.problem() + ", asked for " + what, remedy, e);
        }
    }

    private Answer attempt(String what, HttpCall call, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        deadline.check("asking " + service + " for " + what);
        Duration left = deadline.remaining();
        Deadline end = Deadline.after(left.compareTo(bounds.attemptTime()) < 0 ? left : bounds.attemptTime(), clock);
        try (HttpAnswer answer = transport.unfollowed(call, end)) {
            if (passing.test(answer.status())) {
                throw transport.passing(answer);
            }
            return new Answer(answer.status(), answer.bytes(bounds.maxResponseBytes(), "maxResponseBytes", what));
        } catch (DeadlineExceededException e) {
            deadline.check("asking " + service + " for " + what);
            throw new TransientException(
                    call.uri().getAuthority() + " did not answer in time", remedy, Optional.empty());
        }
    }
}
