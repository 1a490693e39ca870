package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in front of a service, as far as it faces the internet.
 *
 * @param balancers each with what was asked about it
 * @param classic names of Classic Load Balancers, about which nothing is asked
 * @param published internal ones that something else may show to the internet, about which nothing is asked
 */
public record Fronts<A>(List<Front<A>> balancers, List<String> classic, List<Published> published) {
    public Fronts {
        balancers = List.copyOf(balancers);
        classic = List.copyOf(classic);
        published = List.copyOf(published);
    }

    /** Without internal load balancers that may face the internet all the same. */
    public Fronts(List<Front<A>> balancers, List<String> classic) {
        this(balancers, classic, List.of());
    }

    public record Front<A>(LoadBalancer balancer, A answer) {}

    /** @param by services of AWS, as people call them */
    public record Published(LoadBalancer balancer, List<String> by) {
        private static final String ENDPOINT_SERVICE = "a VPC endpoint service";

        public Published {
            by = List.copyOf(by);
        }

        /** Whether something may show it. */
        static Lookup<Published> of(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
                throws DeadlineExceededException, InterruptedException {
            if (balancer.vpc().isEmpty()) {
                return new Lookup.Failed<>(
                        "AWS does not say in which VPC the load balancer " + balancer.name() + " is", "ask again");
            }
            Lookup<List<String>> in = aws.network().publishers(balancer.vpc(), deadline);
            if (!balancer.network() || !(in instanceof Lookup.Answered<List<String>> known)) {
                return in.map(by -> new Published(balancer, by));
            }
            // only Network Load Balancers can be behind one
            return aws.network().behindEndpointServices(deadline).map(shown -> {
                List<String> by = new ArrayList<>(known.value());
                if (shown.contains(balancer.arn())) {
                    by.add(ENDPOINT_SERVICE);
                }
                return new Published(balancer, by);
            });
        }
    }
}
