package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** Whose the credentials are. */
interface CallerAccount {
    /** @return twelve digits */
    String id(Deadline deadline) throws UnansweredException, DeadlineExceededException, InterruptedException;
}
