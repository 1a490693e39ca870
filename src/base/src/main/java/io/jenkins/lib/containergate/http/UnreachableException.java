package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;

/** Nothing answers at an address: no connection came about. Whoever answers, and be it with a refusal, was reached. */
public final class UnreachableException extends GateException {
    private static final long serialVersionUID = 1L;

    UnreachableException(String problem, String remedy, Throwable cause) {
        super(problem, remedy, cause);
    }
}
