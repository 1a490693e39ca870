package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From a service as ECS answers it to the engine's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html">Service</a>
 */
final class ServiceShapes {
    private static final String STRATEGY = "capacityProviderStrategy";
    private static final String CONNECT = "serviceConnectConfiguration";
    /** Of the deployment that is to stay. */
    private static final Set<String> OF_DEPLOYMENT =
            Set.of(CONNECT, "volumeConfigurations", "vpcLatticeConfigurations");

    private static final String DEFINITION = "taskDefinition";

    private ServiceShapes() {}

    static EcsService service(JsonShape service) throws UnansweredException {
        List<EcsService.TaskSet> sets = new ArrayList<>();
        for (JsonShape set : service.objects("taskSets")) {
            sets.add(new EcsService.TaskSet(
                    set.text("taskSetArn").orElse(""), optionalArn(set, DEFINITION), network(set), set.json()));
        }
        List<EcsService.Deployed> deployed = new ArrayList<>();
        for (JsonShape each : service.objects("deployments")) {
            deployed.add(new EcsService.Deployed(
                    each.text("id").orElse(""),
                    optionalArn(each, DEFINITION),
                    network(each),
                    !primary(each) && runs(each, "runningCount", "pendingCount"),
                    each.json()));
        }
        Optional<JsonShape> deployment = service.object("deploymentConfiguration");
        return new EcsService(
                EcsShapes.arn(service.text("serviceArn").orElse(null)),
                service.text("status").orElse(""),
                optionalArn(service, DEFINITION),
                service.text("launchType"),
                service.text("platformVersion"),
                names(service),
                onlyOn(service),
                network(service),
                service.bool("enableExecuteCommand").orElse(false),
                deployment.isEmpty() ? new EcsService.CircuitBreaker(false, false) : breaker(deployment.get()),
                deployment.isEmpty() ? List.of() : hooks(deployment.get()),
                service.objects("loadBalancers").size(),
                connectTls(service),
                sets,
                service.integer("runningCount").orElse(0),
                deployed,
                revisions(service),
                json(service));
    }

    private static Optional<Arn> optionalArn(JsonShape shape, String member) throws UnansweredException {
        Optional<String> found = shape.text(member);
        return found.isEmpty() ? Optional.empty() : Optional.of(EcsShapes.arn(found.get()));
    }

    private static EcsService.CircuitBreaker breaker(JsonShape deployment) throws UnansweredException {
        Optional<JsonShape> breaker = deployment.object("deploymentCircuitBreaker");
        return breaker.isEmpty()
                ? new EcsService.CircuitBreaker(false, false)
                : new EcsService.CircuitBreaker(
                        breaker.get().bool("enable").orElse(false),
                        breaker.get().bool("rollback").orElse(false));
    }

    private static List<EcsService.LifecycleHook> hooks(JsonShape deployment) throws UnansweredException {
        List<EcsService.LifecycleHook> hooks = new ArrayList<>();
        for (JsonShape hook : deployment.objects("lifecycleHooks")) {
            Optional<JsonShape> timeout = hook.object("timeoutConfiguration");
            hooks.add(new EcsService.LifecycleHook(
                    hook.text("hookTargetArn"),
                    hook.texts("lifecycleStages"),
                    timeout.isEmpty() ? Optional.empty() : timeout.get().text("action")));
        }
        return hooks;
    }

    /** One of which ECS does not say how many tasks run it, or start, may be run. */
    private static boolean runs(JsonShape part, String running, String pending) throws UnansweredException {
        return part.integer(running).orElse(1) != 0 || part.integer(pending).orElse(0) != 0;
    }

    private static List<String> revisions(JsonShape service) throws UnansweredException {
        List<String> revisions = new ArrayList<>();
        for (JsonShape each : service.objects("currentServiceRevisions")) {
            if (runs(each, "runningTaskCount", "pendingTaskCount")) {
                revisions.add(each.text("arn").orElse(""));
            }
        }
        return revisions;
    }

    private static List<String> names(JsonShape shape) throws UnansweredException {
        List<String> names = new ArrayList<>();
        for (JsonShape item : shape.objects(STRATEGY)) {
            names.add(item.text("capacityProvider").orElse(""));
        }
        return names;
    }

    /** A deployment that is being replaced may have another strategy, or none; so may each task set. */
    private static List<String> onlyOn(JsonShape service) throws UnansweredException {
        List<List<String>> strategies = new ArrayList<>();
        strategies.add(names(service));
        for (JsonShape each : service.objects("deployments")) {
            strategies.add(names(each));
        }
        for (JsonShape each : service.objects("taskSets")) {
            strategies.add(names(each));
        }
        return strategies.stream().anyMatch(List::isEmpty)
                ? List.of()
                : strategies.stream().flatMap(List::stream).distinct().toList();
    }

    private static boolean primary(JsonShape deployment) throws UnansweredException {
        return deployment.text("status").filter("PRIMARY"::equals).isPresent();
    }

    private static Optional<JsonShape> staying(JsonShape service) throws UnansweredException {
        Optional<JsonShape> found = Optional.empty();
        for (JsonShape deployment : service.objects("deployments")) {
            if (primary(deployment)) {
                found = Optional.of(deployment);
            }
        }
        return found;
    }

    /** ECS answers some members of {@code create-service} with the deployments alone. */
    private static String json(JsonShape service) throws UnansweredException {
        Optional<JsonShape> primary = staying(service);
        return primary.isEmpty()
                ? service.json()
                : service.with(primary.get(), OF_DEPLOYMENT).json();
    }

    private static List<Boolean> connectTls(JsonShape service) throws UnansweredException {
        List<Boolean> tls = new ArrayList<>();
        Optional<JsonShape> primary = staying(service);
        Optional<JsonShape> connect =
                primary.isEmpty() ? Optional.empty() : primary.get().object(CONNECT);
        if (connect.isPresent()) {
            for (JsonShape connected : connect.get().objects("services")) {
                tls.add(connected.object("tls").isPresent());
            }
        }
        return tls;
    }

    private static Optional<TaskNetwork> network(JsonShape shape) throws UnansweredException {
        Optional<JsonShape> configuration = shape.object("networkConfiguration");
        Optional<JsonShape> awsvpc =
                configuration.isEmpty() ? Optional.empty() : configuration.get().object("awsvpcConfiguration");
        return awsvpc.isEmpty()
                ? Optional.empty()
                : Optional.of(new TaskNetwork(
                        awsvpc.get().texts("subnets"),
                        awsvpc.get().texts("securityGroups"),
                        awsvpc.get()
                                .text("assignPublicIp")
                                .filter("ENABLED"::equals)
                                .isPresent()));
    }
}
