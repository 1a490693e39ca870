package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what ECS answers of services, revisions, task sets, clusters and capacity providers, and this version does not evaluate. */
final class AnsweredMembers {
    static final String SERVICE = "AWS::ECS::Service";
    static final String TASK_SET = "AWS::ECS::TaskSet";
    static final String CLUSTER = "AWS::ECS::Cluster";
    static final String CAPACITY_PROVIDER = "AWS::ECS::CapacityProvider";

    private static final String DEPLOYMENTS = "deployments";
    private static final String MANAGED = "ecsManagedResources";
    private static final String PATHS = "ingressPaths";

    private final String document;
    private final String name;
    private final String type;

    /** @param type as CloudFormation calls it */
    AnsweredMembers(String document, String name, String type) {
        this.document = document;
        this.name = name;
        this.type = type;
    }

    List<Deployment> undecided(Mapping... parts) {
        return unevaluated(List.of(parts));
    }

    /** Of a service and each of its deployments, but not of its task sets: they are no deployments of it. */
    List<Deployment> ofService(Mapping service) {
        List<Mapping> parts = new ArrayList<>();
        parts.add(without(service, Set.of(DEPLOYMENTS, "taskSets")));
        objects(service, DEPLOYMENTS).forEach(parts::add);
        return unevaluated(parts);
    }

    /** Of a revision: a load balancer that ECS manages is evaluated where the revision names its target group. */
    List<Deployment> ofRevision(Mapping revision, Mapping... parts) {
        List<Mapping> all = new ArrayList<>(List.of(parts));
        all.add(revision);
        List<MemberCheck.Undecided> members = new ArrayList<>(MemberCheck.ofAnswer(type, all));
        Set<String> balanced = new HashSet<>();
        objects(revision, "loadBalancers")
                .forEach(each -> text(each, "targetGroupArn").ifPresent(balanced::add));
        if (revision.members().get(MANAGED) instanceof Mapping managed) {
            for (Mapping path : objects(managed, PATHS)) {
                List<Optional<String>> targets = objects(path, "targetGroups").stream()
                        .map(each -> text(each, "arn"))
                        .toList();
                if (targets.isEmpty()
                        || !targets.stream()
                                .allMatch(arn -> arn.filter(balanced::contains).isPresent())) {
                    members.add(new MemberCheck.Undecided(
                            Optional.of(MANAGED),
                            "it exposes the service through a load balancer that the service does not name",
                            path.mark()));
                    break;
                }
            }
        }
        return MemberCheck.unevaluated(document, name, type, members);
    }

    private List<Deployment> unevaluated(List<Mapping> parts) {
        return MemberCheck.unevaluated(document, name, type, MemberCheck.ofAnswer(type, parts));
    }

    static Mapping without(Mapping mapping, Set<String> names) {
        Map<String, Value> members = new LinkedHashMap<>(mapping.members());
        members.keySet().removeAll(names);
        return new Mapping(members, mapping.mark());
    }

    private static List<Mapping> objects(Mapping of, String member) {
        return of.members().get(member) instanceof Sequence sequence
                ? sequence.items().stream()
                        .filter(Mapping.class::isInstance)
                        .map(Mapping.class::cast)
                        .toList()
                : List.of();
    }

    private static Optional<String> text(Mapping of, String member) {
        return of.members().get(member) instanceof Text text ? Optional.of(text.value()) : Optional.empty();
    }
}
