package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import java.util.List;

/**
 * What is in front of a service, as far as it faces the internet.
 *
 * @param balancers each with what was asked about it
 * @param classic names of Classic Load Balancers, about which nothing is asked
 */
public record Fronts<A>(List<Front<A>> balancers, List<String> classic) {
    public Fronts {
        balancers = List.copyOf(balancers);
        classic = List.copyOf(classic);
    }

    public record Front<A>(LoadBalancer balancer, A answer) {}
}
