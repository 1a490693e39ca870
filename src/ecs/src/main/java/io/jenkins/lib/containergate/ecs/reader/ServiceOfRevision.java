package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service as a revision of it sets it, before it runs: what the revision has, and of the service what no revision has. */
final class ServiceOfRevision {
    /** Members of {@code create-service} that each revision of a service has for itself. */
    private static final Set<String> OF_REVISION = Set.of(
            "taskDefinition",
            "launchType",
            "capacityProviderStrategy",
            "platformVersion",
            "platformFamily",
            "networkConfiguration",
            "loadBalancers",
            "serviceRegistries",
            "serviceConnectConfiguration",
            "volumeConfigurations",
            "vpcLatticeConfigurations");
    /** What of a service says nothing of a revision that is yet to run: that of what runs, and its task sets. */
    private static final Set<String> OF_WHAT_RUNS = Stream.concat(
                    OF_REVISION.stream(), Stream.of("deployments", "taskSets"))
            .collect(Collectors.toUnmodifiableSet());

    private ServiceOfRevision() {}

    /** What only the service has, such as its deployment configuration. */
    static Mapping rest(Mapping service) {
        return AnsweredMembers.without(service, OF_WHAT_RUNS);
    }

    /** @param rest of the service */
    static Mapping of(Mapping rest, Mapping revision) {
        Map<String, Value> members = new LinkedHashMap<>(rest.members());
        revision.members().forEach((name, value) -> {
            if (OF_REVISION.contains(name)) {
                members.put(name, value);
            }
        });
        return new Mapping(members, revision.mark());
    }
}
