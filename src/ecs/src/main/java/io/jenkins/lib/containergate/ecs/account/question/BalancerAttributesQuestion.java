package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Map;

/** The attributes of the load balancers in front of a service, by key. */
public record BalancerAttributesQuestion() implements FrontQuestion<Map<String, String>> {
    @Override
    public Lookup<Map<String, String>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.balancers().attributes(balancer.arn(), deadline);
    }

    @Override
    public Lookup<Map<String, String>> declared(Wall.Balancer balancer) {
        return balancer.attributes();
    }
}
