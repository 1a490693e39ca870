package io.jenkins.lib.containergate.aws.iam;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** Asks IAM. */
public interface IamLookups {
    /**
     * @param role such as {@code arn:aws:iam::123456789012:role/shop}
     * @return with all its policies: one that may not be read makes the answer missing
     */
    Lookup<IamRole> role(Arn role, Deadline deadline) throws DeadlineExceededException, InterruptedException;

    /**
     * @param profile ARN of an instance profile
     * @return its roles: one, or none; a failure when it does not exist
     */
    Lookup<List<Arn>> profileRoles(String profile, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}
