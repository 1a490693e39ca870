package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.Trail;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a file declares around its tasks, in the records in which AWS's answers are judged. */
public final class DeclaredWalls {
    private static final String LAUNCH_TEMPLATE = "AWS::EC2::LaunchTemplate";
    private static final String LAUNCH_CONFIGURATION = "AWS::AutoScaling::LaunchConfiguration";
    private static final String INSTANCE = "AWS::EC2::Instance";
    private static final String DATA = "LaunchTemplateData";

    /** Types of CloudFormation that are read here, each by itself or as a part of another. */
    private static final Set<String> READ = Set.of(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            "AWS::WAFv2::WebACLAssociation",
            "AWS::WAFv2::WebACL",
            LAUNCH_TEMPLATE,
            LAUNCH_CONFIGURATION,
            INSTANCE,
            "AWS::CloudTrail::Trail",
            "AWS::EC2::NetworkAcl",
            "AWS::EC2::NetworkAclEntry",
            "AWS::EC2::SubnetNetworkAclAssociation",
            "AWS::ECR::Repository",
            "AWS::ECR::RepositoryPolicy",
            "AWS::ECR::RegistryScanningConfiguration",
            "AWS::EC2::VPC",
            "AWS::EC2::FlowLog");

    private final String document;
    private final HostNetwork network;
    private final List<Wall> found = new ArrayList<>();
    private final List<LaunchTemplate> templates = new ArrayList<>();

    /** Names of parts of something that the file does not declare. */
    private final Set<String> apart = new HashSet<>();

    private DeclaredWalls(String document, HostNetwork network) {
        this.document = document;
        this.network = network;
    }

    /** @param type as CloudFormation calls it */
    public static boolean reads(String type) {
        return READ.contains(type);
    }

    /** @throws GateException when the template cannot be resolved at all */
    public static DeclaredWalls of(Template template) throws GateException {
        DeclaredWalls walls = new DeclaredWalls(template.document(), HostNetwork.of(template));
        walls.balancers(DeclaredBalancers.of(template));
        List<DeclaredPart> starters = new ArrayList<>();
        for (DeclaredPart starter : walls.network.starters()) {
            if (DeclaredHosts.namesEcsImage(template, starter)) {
                starters.add(starter);
            }
        }
        for (DeclaredPart part : DeclaredPart.of(template, LAUNCH_TEMPLATE)) {
            Value data = part.source().members().get(DATA);
            Written written = data == null ? part.written() : new Written(part.name(), data, false);
            UserData script = DeclaredHosts.userData(template, part.name(), DATA, written);
            boolean started = starters.stream().anyMatch(each -> HostNetwork.uses(each, part) == UserData.Said.YES);
            walls.launchTemplate(new LaunchTemplate(
                    part,
                    written,
                    started ? script.onEcsImage() : script,
                    DeclaredHosts.onEcsImage(template, part.name(), DATA)));
        }
        for (DeclaredPart part : DeclaredPart.of(template, LAUNCH_CONFIGURATION)) {
            UserData script = DeclaredHosts.userData(template, part.name(), "", part.written());
            walls.host(part, part.written(), script, "launch configuration");
        }
        for (DeclaredPart part : DeclaredPart.of(template, INSTANCE)) {
            UserData script = DeclaredHosts.userData(template, part.name(), "", part.written());
            walls.instance(
                    part, part.written(), script.ofInstance(), DeclaredHosts.onEcsImage(template, part.name(), ""));
        }
        DeclaredPart.of(template, "AWS::CloudTrail::Trail").forEach(walls::trail);
        walls.acls(DeclaredAcls.of(template));
        walls.repositories(DeclaredRepositories.of(template));
        walls.vpcs(DeclaredFlowLogs.of(template));
        walls.addresses();
        return walls;
    }

    /** @param document as the user knows the file */
    public static DeclaredWalls of(TerraformPlan plan, String document) {
        DeclaredWalls walls = new DeclaredWalls(document, HostNetwork.of(plan));
        walls.balancers(DeclaredBalancers.of(plan));
        DeclaredPart.of(plan, "aws_launch_template").forEach(walls::launchTemplate);
        DeclaredPart.of(plan, "aws_launch_configuration").forEach(part -> walls.host(part, "launch configuration"));
        DeclaredPart.of(plan, "aws_instance", "aws_spot_instance_request").forEach(walls::instance);
        DeclaredPart.of(plan, "aws_cloudtrail").forEach(walls::trail);
        walls.acls(DeclaredAcls.of(plan));
        walls.repositories(DeclaredRepositories.of(plan));
        walls.vpcs(DeclaredFlowLogs.of(plan));
        walls.addresses();
        return walls;
    }

    public List<Wall> all() {
        return List.copyOf(found);
    }

    /** Whether a resource is a part of something that the file does not declare: nothing judges it. */
    public boolean apart(String name) {
        return apart.contains(name);
    }

    private void balancers(DeclaredBalancers all) {
        apart.addAll(all.apart());
        all.balancers().forEach(part -> add(part, part.source(), "load balancer", all.facts(part)));
    }

    private void acls(DeclaredAcls all) {
        apart.addAll(all.apart());
        all.acls().forEach(part -> add(part, part.source(), "network ACL", new Wall.DeclaredAcl(all.acl(part))));
    }

    private void repositories(DeclaredRepositories all) {
        apart.addAll(all.apart());
        all.repositories()
                .forEach(part -> add(
                        part,
                        part.source(),
                        "repository",
                        new Wall.DeclaredRepository(all.repository(part), all.scanning(part))));
    }

    private void vpcs(DeclaredFlowLogs all) {
        apart.addAll(all.apart());
        all.vpcs().forEach(part -> add(part, part.source(), "VPC", new Wall.DeclaredVpc(all.of(part))));
    }

    private void addresses() {
        network.elastic()
                .elsewhere()
                .forEach(part -> add(part, part.source(), "Elastic IP address", new Wall.ElasticAddress()));
    }

    private void host(DeclaredPart part, String kind) {
        Written written = DeclaredHosts.written(part);
        host(part, written, DeclaredHosts.userData(written.value()), kind);
    }

    private void launchTemplate(DeclaredPart part) {
        Written written = DeclaredHosts.written(part);
        launchTemplate(new LaunchTemplate(part, written, DeclaredHosts.userData(written.value()), false));
    }

    private void launchTemplate(LaunchTemplate template) {
        templates.add(template);
        host(template.part(), template.data(), template.script(), "launch template");
    }

    private void instance(DeclaredPart part) {
        Written written = DeclaredHosts.written(part);
        instance(part, written, DeclaredHosts.userData(written.value()).ofInstance(), false);
    }

    /** One that leaves its user data to its launch template has that, and what it says itself before the rest of it. */
    private void instance(DeclaredPart part, Written written, UserData script, boolean onEcsImage) {
        List<LaunchTemplate> meant = templates.stream()
                .filter(each -> HostNetwork.uses(part, each.part()) == UserData.Said.YES
                        || templates.size() == 1 && HostNetwork.uses(part, each.part()) == UserData.Said.PERHAPS)
                .toList();
        if (!DeclaredHosts.leavesUserData(written)) {
            boolean inherited =
                    !DeclaredHosts.ownImage(written) && meant.stream().anyMatch(LaunchTemplate::onEcsImage);
            host(part, written, inherited ? script.onEcsImage() : script, "instance");
        } else if (meant.size() == 1) {
            LaunchTemplate template = meant.get(0);
            UserData theirs = template.script();
            host(
                    part,
                    DeclaredHosts.over(template.data(), written),
                    onEcsImage ? theirs.onEcsImage() : theirs,
                    "instance");
        } else {
            boolean open = onEcsImage || DeclaredHosts.opensMetadata(written);
            host(part, written, open ? UserData.unknown("its launch template has it") : script, "instance");
        }
    }

    /**
     * @param script that its instances run
     * @param onEcsImage whether it names an image for ECS
     */
    private record LaunchTemplate(DeclaredPart part, Written data, UserData script, boolean onEcsImage) {}

    private void host(DeclaredPart part, Written data, UserData script, String kind) {
        Wall.HostTemplate facts = network.around(part, data, script, DeclaredHosts.facts(data, script));
        add(part, DeclaredHosts.searched(data), kind, facts);
    }

    private void trail(DeclaredPart part) {
        Written written = part.written();
        add(
                part,
                part.source(),
                "trail",
                new Wall.DeclaredTrail(Written.lookup(() -> new Trail(
                        part.name(),
                        written.flag("IsMultiRegionTrail", "is_multi_region_trail", false),
                        written.flag("IsLogging", "enable_logging", true),
                        true,
                        written.flag("EnableLogFileValidation", "enable_log_file_validation", false),
                        written.key("KMSKeyId", "kms_key_id"),
                        Optional.empty()))));
    }

    private void add(DeclaredPart part, Mapping source, String kind, Wall.Facts facts) {
        found.add(new Wall(
                document,
                part.name(),
                kind,
                source,
                Place.root("the " + kind, part.source().mark()),
                facts));
    }

    /** The VPCs of a file with the flow logs that record the traffic of a whole VPC. */
    private record DeclaredFlowLogs(List<DeclaredPart> vpcs, List<DeclaredPart> logs) {
        static DeclaredFlowLogs of(Template template) throws GateException {
            return new DeclaredFlowLogs(
                    DeclaredPart.of(template, "AWS::EC2::VPC"), DeclaredPart.of(template, "AWS::EC2::FlowLog"));
        }

        static DeclaredFlowLogs of(TerraformPlan plan) {
            return new DeclaredFlowLogs(
                    DeclaredPart.of(plan, "aws_vpc", "aws_default_vpc"), DeclaredPart.of(plan, "aws_flow_log"));
        }

        /** Names of flow logs of something else, or of a VPC that the file does not declare. */
        List<String> apart() {
            return DeclaredPart.apart(logs, vpcs, "ResourceId", "vpc_id");
        }

        Lookup<List<FlowLog>> of(DeclaredPart vpc) {
            Lookup<List<FlowLog>> sure = Written.lookup(() -> {
                List<FlowLog> found = new ArrayList<>();
                for (DeclaredPart log : logs) {
                    if (log.accompanies(vpc) && log.surelyRefersTo(vpc, vpcs, "ResourceId", "vpc_id") && whole(log)) {
                        String traffic = log.written()
                                .text("TrafficType", "traffic_type")
                                .orElse("ALL");
                        found.add(new FlowLog(vpc.name(), traffic, true));
                    }
                }
                return found;
            });
            return sure.flatMap(found -> found.isEmpty()
                    ? new Lookup.NotAsked<>("the file declares no flow log that is surely of the VPC " + vpc.name()
                            + ": evaluate the service once it is deployed")
                    : new Lookup.Answered<>(found));
        }

        /** A flow log of Terraform that names a subnet or an interface names no VPC. */
        private static boolean whole(DeclaredPart log) throws GateException {
            return log.written().terraform()
                    ? log.written().has("", "vpc_id")
                    : log.written().text("ResourceType", "").orElse("").equals("VPC");
        }
    }
}
