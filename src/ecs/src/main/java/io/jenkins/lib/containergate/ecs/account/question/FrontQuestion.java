package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.Service.BalancedContainer;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something about every internet-facing load balancer in front of a service that is deployed. */
public interface FrontQuestion<A> extends ServiceQuestion<Fronts<A>> {
    /** Asks about one load balancer. */
    Lookup<A> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /** The same of one that a file declares. */
    default Lookup<A> declared(Wall.Balancer balancer) {
        return new Lookup.NotAsked<>("a file does not say it: evaluate the service once it is deployed");
    }

    @Override
    default Optional<Lookup<Fronts<A>>> declared(Deployment about) {
        if (!(about instanceof Wall wall && wall.facts() instanceof Wall.Balancer declared)) {
            return Optional.empty();
        }
        return Optional.of(declared.balancer()
                .flatMap(balancer -> balancer.internetFacing()
                        ? declared(declared)
                                .map(answer -> new Fronts<>(List.of(new Fronts.Front<>(balancer, answer)), List.of()))
                        : new Lookup.Answered<>(new Fronts<>(List.of(), List.of()))));
    }

    @Override
    default Optional<String> excludes(Deployment deployment) {
        if (deployment instanceof Wall wall) {
            return wall.facts() instanceof Wall.Balancer ? Optional.empty() : Optional.of("it is not a load balancer");
        }
        return ServiceQuestion.super
                .excludes(deployment)
                .or(() -> deployment instanceof Service service
                                && service.balanced().empty()
                                && !external(service)
                        ? Optional.of("no load balancer is in front of it")
                        : Optional.empty());
    }

    /** Then its task sets have the load balancers. */
    private static boolean external(Service service) {
        return service.controller().known().filter("EXTERNAL"::equals).isPresent();
    }

    @Override
    default Lookup<Fronts<A>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        if (!(about instanceof Service service) || external(service)) {
            return new Lookup.Failed<>(
                    "the load balancers of task sets cannot be looked up",
                    "look at them in Elastic Load Balancing, or let ECS carry out the deployments");
        }
        List<String> groups = new ArrayList<>();
        List<String> classic = new ArrayList<>();
        for (BalancedContainer each : service.balanced().values()) {
            each.targetGroup()
                    .known()
                    .ifPresentOrElse(
                            groups::add,
                            () -> classic.add(each.containerName().known().orElse("")));
        }
        Lookup<List<LoadBalancer>> balancers = groups.isEmpty()
                ? new Lookup.Answered<>(List.of())
                : aws.balancers().inFrontOf(groups.stream().distinct().toList(), deadline);
        if (!(balancers instanceof Lookup.Answered<List<LoadBalancer>> known)) {
            return balancers.map(unused -> new Fronts<>(List.of(), classic));
        }
        List<Fronts.Front<A>> fronts = new ArrayList<>();
        List<Fronts.Published> published = new ArrayList<>();
        for (LoadBalancer balancer : known.value()) {
            if (balancer.internetFacing()) {
                Lookup<A> answer = about(balancer, aws, deadline);
                if (!(answer instanceof Lookup.Answered<A> found)) {
                    return answer.map(unused -> new Fronts<>(List.of(), classic));
                }
                fronts.add(new Fronts.Front<>(balancer, found.value()));
            } else {
                Lookup<Fronts.Published> by = Fronts.Published.of(balancer, aws, deadline);
                if (!(by instanceof Lookup.Answered<Fronts.Published> found)) {
                    return by.map(unused -> new Fronts<>(List.of(), classic));
                }
                if (!found.value().by().isEmpty()) {
                    published.add(found.value());
                }
            }
        }
        return new Lookup.Answered<>(new Fronts<>(fronts, classic, published));
    }
}
