package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Optional;

/** Whether Shield Advanced protects the load balancers in front of a service; empty for one that it protects by its addresses. */
public record ShieldQuestion() implements FrontQuestion<Optional<Boolean>> {
    @Override
    public Lookup<Optional<Boolean>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return balancer.application()
                ? aws.webAcls().shielded(balancer.arn(), deadline).map(Optional::of)
                : new Lookup.Answered<>(Optional.empty());
    }
}
