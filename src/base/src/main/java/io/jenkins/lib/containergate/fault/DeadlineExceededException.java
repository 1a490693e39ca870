package io.jenkins.lib.containergate.fault;

import java.time.Duration;

/** The time allowed for the whole gate ran out. */
public final class DeadlineExceededException extends GateException {
    private static final long serialVersionUID = 1L;

    public DeadlineExceededException(String activity, Duration allowed) {
        super(
                "the deadline of " + allowed.toSeconds() + " s passed while " + activity,
                "allow more time (--deadline) or find out what is slow in the progress lines");
    }
}
