package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Zone;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Shield Advanced does not protect of the load balancers in front of a service: nothing for one that it protects, and empty for
 * one of a kind that is not evaluated. A Network Load Balancer is protected by its Elastic IP addresses, each by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/ddos-protections-by-resource-type.html">Protections by
 *     resource type</a>
 */
public record ShieldQuestion() implements FrontQuestion<Optional<List<String>>> {
    private static final Pattern ALLOCATION = Pattern.compile("eipalloc-[0-9a-f]{1,32}");

    @Override
    public Lookup<Optional<List<String>>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (balancer.application()) {
            return aws.webAcls()
                    .shielded(balancer.arn(), deadline)
                    .map(shielded -> Optional.of(shielded ? List.of() : List.of("it")));
        }
        Optional<Arn> arn = Arn.of(balancer.arn());
        if (!balancer.network() || arn.isEmpty() || balancer.zones().isEmpty()) {
            return new Lookup.Answered<>(Optional.empty());
        }
        List<String> open = new ArrayList<>();
        for (Zone zone : balancer.zones()) {
            if (zone.allocations().isEmpty()) {
                open.add("its address in " + zone.name() + ", which is not an Elastic IP address");
            }
            for (String allocation : zone.allocations()) {
                Lookup<Boolean> shielded = ALLOCATION.matcher(allocation).matches()
                        ? aws.webAcls().shielded(elasticIp(arn.get(), allocation), deadline)
                        : new Lookup.Failed<>(
                                "an address of the load balancer " + balancer.name() + " has an id that cannot be",
                                "look at it in Elastic Load Balancing");
                if (!(shielded instanceof Lookup.Answered<Boolean> known)) {
                    return shielded.map(unused -> Optional.empty());
                }
                if (!known.value()) {
                    open.add(allocation + " in " + zone.name());
                }
            }
        }
        return new Lookup.Answered<>(Optional.of(List.copyOf(open)));
    }

    /** In the account and region of its load balancer. */
    private static String elasticIp(Arn balancer, String allocation) {
        return new Arn(
                        balancer.partition(),
                        "ec2",
                        balancer.region(),
                        balancer.account(),
                        "eip-allocation/" + allocation)
                .toString();
    }
}
