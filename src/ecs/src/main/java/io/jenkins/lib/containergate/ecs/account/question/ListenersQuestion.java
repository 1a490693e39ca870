package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** The listeners of the load balancers in front of a service. */
public record ListenersQuestion() implements FrontQuestion<List<Listener>> {
    @Override
    public Lookup<List<Listener>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.balancers().listeners(balancer.arn(), deadline);
    }

    @Override
    public Lookup<List<Listener>> declared(Wall.Balancer balancer) {
        return balancer.listeners();
    }
}
