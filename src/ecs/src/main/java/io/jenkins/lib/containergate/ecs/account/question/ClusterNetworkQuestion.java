package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork.ServiceNetwork;
import io.jenkins.lib.containergate.ecs.segmentation.reader.ClusterNetworkReader;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Optional;

/**
 * The network around a service that is deployed.
 *
 * @param whole that of all services of its cluster, without their ports; else of this one alone, with the ports it maps
 */
public record ClusterNetworkQuestion(boolean whole) implements ServiceQuestion<ClusterNetwork> {

    @Override
    public Lookup<ClusterNetwork> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<Arn> service = DefinitionNames.arn(about);
        Optional<String> cluster = service.flatMap(ClusterNetworkQuestion::cluster);
        if (service.isEmpty() || cluster.isEmpty()) {
            return withoutCluster(about);
        }
        ClusterNetworkReader reader = new ClusterNetworkReader(aws, DocumentLimits.defaults(), deadline);
        return whole
                ? reader.read(cluster.get(), false)
                : reader.read(cluster.get(), service.get().toString());
    }

    /** The service among those of its cluster; empty while ECS changes it. */
    public static Optional<ServiceNetwork> service(Deployment deployment, ClusterNetwork network) {
        return DefinitionNames.arn(deployment).map(Arn::name).flatMap(network::service);
    }

    /** It cannot be decided while ECS changes the service. */
    public static RuleResult unlisted(CloudFindings findings, Deployment deployment) {
        findings.undecided(
                deployment.place(),
                "the services that ECS lists for the cluster do not include this one",
                "ask again; it may be changing");
        return findings.result();
    }

    static <T> Lookup<T> withoutCluster(Deployment about) {
        return new Lookup.Failed<>(
                "the ARN of the " + about.name() + " does not say in which cluster it runs",
                "let ECS give it a long ARN: aws ecs put-account-setting --name serviceLongArnFormat --value"
                        + " enabled");
    }

    /** Of {@code service/CLUSTER/NAME}. */
    static Optional<String> cluster(Arn service) {
        String[] parts = service.resource().split("/", -1);
        return parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
    }
}
