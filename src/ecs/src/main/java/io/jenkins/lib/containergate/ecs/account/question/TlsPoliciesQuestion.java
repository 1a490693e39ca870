package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.TlsPolicy;
import io.jenkins.lib.containergate.aws.elb.TlsPolicies;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The listeners with TLS in front of a service, each with what its security policy takes. */
public record TlsPoliciesQuestion() implements FrontQuestion<List<TlsPoliciesQuestion.TlsListener>> {

    /** @param policy empty when Elastic Load Balancing does not know it */
    public record TlsListener(Listener listener, String name, Optional<TlsPolicy> policy) {}

    @Override
    public Lookup<List<TlsListener>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<Listener>> listeners = aws.balancers().listeners(balancer.arn(), deadline);
        if (!(listeners instanceof Lookup.Answered<List<Listener>> known)) {
            return listeners.map(unused -> List.of());
        }
        List<String> names = known.value().stream()
                .flatMap(listener -> listener.tlsPolicy().stream())
                .distinct()
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return new Lookup.Answered<>(List.of());
        }
        return aws.balancers()
                .tlsPolicies(names, deadline)
                .map(policies -> known.value().stream()
                        .flatMap(listener -> listener.tlsPolicy().stream()
                                .map(name -> new TlsListener(
                                        listener,
                                        name,
                                        policies.stream()
                                                .filter(policy -> policy.name().equals(name))
                                                .findFirst())))
                        .toList());
    }

    @Override
    public Lookup<List<TlsListener>> declared(Wall.Balancer balancer) {
        return balancer.listeners()
                .map(listeners -> listeners.stream()
                        .flatMap(listener -> listener.tlsPolicy().stream()
                                .map(name -> new TlsListener(listener, name, TlsPolicies.known(name))))
                        .toList());
    }
}
