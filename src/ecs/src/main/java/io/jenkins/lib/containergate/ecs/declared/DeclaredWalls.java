package io.jenkins.lib.containergate.ecs.declared;

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
    /** Types of CloudFormation that are read here, each by itself or as a part of another. */
    private static final Set<String> READ = Set.of(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            "AWS::WAFv2::WebACLAssociation",
            "AWS::WAFv2::WebACL",
            "AWS::EC2::LaunchTemplate",
            "AWS::AutoScaling::LaunchConfiguration",
            "AWS::CloudTrail::Trail",
            "AWS::EC2::NetworkAcl",
            "AWS::EC2::NetworkAclEntry",
            "AWS::EC2::SubnetNetworkAclAssociation");

    private final String document;
    private final List<Wall> found = new ArrayList<>();

    /** Names of parts of something that the file does not declare. */
    private final Set<String> apart = new HashSet<>();

    private DeclaredWalls(String document) {
        this.document = document;
    }

    /** @param type as CloudFormation calls it */
    public static boolean reads(String type) {
        return READ.contains(type);
    }

    /** @throws GateException when the template cannot be resolved at all */
    public static DeclaredWalls of(Template template) throws GateException {
        DeclaredWalls walls = new DeclaredWalls(template.document());
        walls.balancers(DeclaredBalancers.of(template));
        for (DeclaredPart part : DeclaredPart.of(template, "AWS::EC2::LaunchTemplate")) {
            walls.launchTemplate(part);
        }
        for (DeclaredPart part : DeclaredPart.of(template, "AWS::AutoScaling::LaunchConfiguration")) {
            walls.host(part, part.written(), "launch configuration");
        }
        DeclaredPart.of(template, "AWS::CloudTrail::Trail").forEach(walls::trail);
        walls.acls(DeclaredAcls.of(template));
        return walls;
    }

    /** @param document as the user knows the file */
    public static DeclaredWalls of(TerraformPlan plan, String document) {
        DeclaredWalls walls = new DeclaredWalls(document);
        walls.balancers(DeclaredBalancers.of(plan));
        DeclaredPart.of(plan, "aws_launch_template")
                .forEach(part -> walls.host(part, part.written(), "launch template"));
        DeclaredPart.of(plan, "aws_launch_configuration")
                .forEach(part -> walls.host(part, part.written(), "launch configuration"));
        DeclaredPart.of(plan, "aws_cloudtrail").forEach(walls::trail);
        walls.acls(DeclaredAcls.of(plan));
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

    private void launchTemplate(DeclaredPart part) {
        Value data = part.source().members().get("LaunchTemplateData");
        host(part, data == null ? part.written() : new Written(part.name(), data, false), "launch template");
    }

    private void host(DeclaredPart part, Written data, String kind) {
        add(part, DeclaredHosts.searched(data), kind, DeclaredHosts.facts(data));
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
}
