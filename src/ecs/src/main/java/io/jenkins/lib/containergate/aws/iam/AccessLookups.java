package io.jenkins.lib.containergate.aws.iam;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks IAM and IAM Access Analyzer how roles are used, and by whom they can be. */
public interface AccessLookups {
    /** @return one for each service that the policies of the role allow something of */
    Lookup<List<ServiceUse>> servicesUsed(Arn role, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** @return open findings of access from outside; a failure where no analyzer is active, and finds none */
    Lookup<List<OutsideAccess>> outsideAccess(Arn resource, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param service such as {@code s3}
     * @param last when the role used it; empty for never, as far back as IAM remembers
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceLastAccessed.html">ServiceLastAccessed</a>
     */
    record ServiceUse(String service, Optional<Instant> last) {}

    /**
     * @param open whether everybody has it
     * @param who the principals
     * @see <a href="https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_FindingSummary.html">FindingSummary</a>
     */
    record OutsideAccess(String id, boolean open, String who) {}
}
