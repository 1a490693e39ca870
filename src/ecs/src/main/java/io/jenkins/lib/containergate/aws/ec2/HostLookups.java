package io.jenkins.lib.containergate.aws.ec2;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** Asks EC2 about instances. */
public interface HostLookups {
    /** @return one for each id, in their order; one that does not exist makes a failure */
    Lookup<List<Host>> hosts(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return those of the AMIs that exist and that the account sees, deprecated ones as well */
    Lookup<List<HostImage>> images(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return one for each id, in their order; one that does not exist makes a failure */
    Lookup<List<HostVolume>> volumes(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}
