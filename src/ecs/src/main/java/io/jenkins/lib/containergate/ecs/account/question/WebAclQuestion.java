package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Optional;

/** The web ACLs of the load balancers in front of a service; those that cannot have one are asked nothing. */
public record WebAclQuestion() implements FrontQuestion<Optional<WebAcl>> {
    @Override
    public Lookup<Optional<WebAcl>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return balancer.application()
                ? aws.webAcls().webAcl(balancer.arn(), deadline)
                : new Lookup.Answered<>(Optional.empty());
    }

    @Override
    public Lookup<Optional<WebAcl>> declared(Wall.Balancer balancer) {
        return balancer.webAcl();
    }
}
