package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fault that may be gone at the next attempt: a lost connection, a busy server. */
public final class TransientException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;
    private final @Nullable Duration retryAfter;
    private final boolean firm;
    private final boolean unreachable;

    /** @param retryAfter how long the server asks to wait */
    TransientException(String problem, String remedy, Optional<Duration> retryAfter) {
        this(problem, remedy, retryAfter, false, false);
    }

    private TransientException(
            String problem, String remedy, Optional<Duration> retryAfter, boolean firm, boolean unreachable) {
        super(problem);
        this.firm = firm;
        this.unreachable = unreachable;
        this.problem = problem;
        this.remedy = remedy;
        this.retryAfter = retryAfter.orElse(null);
    }

    /** A body that ended before its end. */
    public static TransientException cutShort(String what, long bytes, long size) {
        return new TransientException(
                what + " ends after " + bytes + " of " + size + " bytes",
                "try again; if it stays so, push the image again",
                Optional.empty());
    }

    /** Nobody listens there, which one more attempt shows as well as many. */
    static TransientException refused(String problem, String remedy) {
        return new TransientException(problem, remedy, Optional.empty(), true, true);
    }

    /** No connection came about, and perhaps one will. */
    static TransientException unreachable(String problem, String remedy) {
        return new TransientException(problem, remedy, Optional.empty(), false, true);
    }

    /** Whether one more attempt is enough. */
    boolean firm() {
        return firm;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** For those who will not try again. */
    GateException lasting(String addition) {
        return unreachable
                ? new UnreachableException(problem + addition, remedy, this)
                : new GateException(problem + addition, remedy, this);
    }

    /** Nothing answers at an address: no connection came about. Whoever answers, and be it with a refusal, was reached. */
    public static final class UnreachableException extends GateException {
        private static final long serialVersionUID = 1L;

        UnreachableException(String problem, String remedy, Throwable cause) {
            super(problem, remedy, cause);
        }
    }
}
