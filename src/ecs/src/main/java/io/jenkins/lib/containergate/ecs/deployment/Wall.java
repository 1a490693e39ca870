package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something around tasks that a file declares, as AWS would describe it once it is deployed: the rules for that are asked about it.
 *
 * @param source what is searched for secrets
 */
public record Wall(String document, String name, String kind, Mapping source, Place place, Facts facts)
        implements Deployment {

    /** What is known of it. */
    public sealed interface Facts
            permits Balancer,
                    HostTemplate,
                    DeclaredTrail,
                    DeclaredAcl,
                    DeclaredRepository,
                    DeclaredVpc,
                    ElasticAddress,
                    UploadedAsset {}

    /**
     * A load balancer with all that the file declares of it. What is known only at deployment is a failure.
     *
     * @param attributes by key, such as {@code access_logs.s3.enabled}
     * @param webAcl not asked when the file declares none: somebody else may associate one
     */
    public record Balancer(
            Lookup<LoadBalancer> balancer,
            Lookup<List<Listener>> listeners,
            Lookup<Map<String, String>> attributes,
            Lookup<Optional<WebAcl>> webAcl)
            implements Facts {}

    /**
     * What instances are started from.
     *
     * @param container whether container instances are, as its user data says
     * @param metadata how the metadata service of its instances answers
     * @param attributes that the agent of ECS will have, as its user data says
     * @param addresses public ones that it gives its instances
     */
    public record HostTemplate(
            boolean container,
            Lookup<Host.Metadata> metadata,
            Map<String, String> attributes,
            Lookup<Addresses> addresses)
            implements Facts {
        public HostTemplate {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * @param said whether anything is said of public addresses: where nothing is, the subnet decides
     * @param given settings that give one
     */
    public record Addresses(boolean said, List<String> given) {
        public Addresses {
            given = List.copyOf(given);
        }
    }

    public record DeclaredTrail(Lookup<Trail> trail) implements Facts {}

    public record DeclaredAcl(Lookup<NetworkAcl> acl) implements Facts {}

    /**
     * A repository of ECR.
     *
     * @param scanning whether the file says if its images are scanned: its own setting, or how a registry scans that may be its own
     */
    public record DeclaredRepository(Lookup<EcrRepository> repository, boolean scanning) implements Facts {}

    /** @param flowLogs that record its traffic; not asked when the file declares none: somebody else may */
    public record DeclaredVpc(Lookup<List<FlowLog>> flowLogs) implements Facts {}

    /** A public address of an instance that the file does not declare. */
    public record ElasticAddress() implements Facts {}

    /** What is built or uploaded before a deployment: nothing but its settings is known. */
    public record UploadedAsset() implements Facts {}

    /** Values may be secrets. */
    @Override
    public String toString() {
        return "Wall[" + name + "]";
    }
}
