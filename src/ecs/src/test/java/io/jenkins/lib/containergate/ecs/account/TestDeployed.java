package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.TaskNetwork;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.DeploymentReader;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.List;
import java.util.Optional;

/** A cluster and a service as ECS describes them. */
public final class TestDeployed {
    public static final String CLUSTER = "arn:aws:ecs:eu-central-1:123456789012:cluster/prod";
    public static final String SERVICE = "arn:aws:ecs:eu-central-1:123456789012:service/prod/shop";

    private TestDeployed() {}

    /** @param json output of describe-clusters */
    public static Cluster cluster(String json) {
        Budget budget = new Budget(CLUSTER, DocumentLimits.defaults());
        try {
            return new DeploymentReader(budget).cluster((Mapping) new JsonDocument(budget).read(json), "cluster prod");
        } catch (GateException e) {
            throw new AssertionError(json, e);
        }
    }

    /** @param json output of describe-services */
    public static Service service(String json) {
        Budget budget = new Budget(SERVICE, DocumentLimits.defaults());
        try {
            return new DeploymentReader(budget).service((Mapping) new JsonDocument(budget).read(json), "service shop");
        } catch (GateException e) {
            throw new AssertionError(json, e);
        }
    }

    /**
     * A service with one task.
     *
     * @param launchType empty with capacity providers
     * @param network empty for that of its hosts
     * @param definition ARN of the task definition
     * @param onlyOn its capacity providers
     */
    public static EcsService running(
            String name,
            Optional<String> launchType,
            Optional<TaskNetwork> network,
            Optional<Arn> definition,
            String... onlyOn) {
        return new EcsService(
                Arn.of("arn:aws:ecs:eu-central-1:123456789012:service/prod/" + name)
                        .orElseThrow(),
                "ACTIVE",
                definition,
                launchType,
                Optional.empty(),
                List.of(onlyOn),
                List.of(onlyOn),
                network,
                false,
                new EcsService.CircuitBreaker(true, true),
                List.of(),
                0,
                List.of(),
                List.of(),
                1,
                List.of(),
                List.of(),
                "{}");
    }

    /** The same while it replaces another deployment, of which a task runs. */
    public static EcsService replacing(EcsService service, Optional<TaskNetwork> network) {
        return new EcsService(
                service.arn(),
                service.status(),
                service.taskDefinition(),
                service.launchType(),
                service.platformVersion(),
                service.capacityProviders(),
                service.onlyOn(),
                service.network(),
                service.execEnabled(),
                service.circuitBreaker(),
                service.hooks(),
                service.loadBalancers(),
                service.serviceConnectTls(),
                service.taskSets(),
                service.runningCount(),
                List.of(new EcsService.Deployed("ecs-svc/1", Optional.empty(), network, true, "{}")),
                service.revisions(),
                service.json());
    }
}
