package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.template.Template;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the instances of a file start, and what gives them public addresses beside their own settings: subnets and Elastic IP addresses.
 *
 * @param starters groups and fleets that start instances from launch templates and launch configurations
 */
record HostNetwork(
        List<DeclaredPart> instances,
        List<DeclaredPart> templates,
        List<DeclaredPart> subnets,
        List<DeclaredPart> starters,
        ElasticAddresses elastic) {

    private static final Pattern TEMPLATE = Pattern.compile(
            "(?i)launch_?template.*|launch_?configuration.*|mixed_?instances_?policy|overrides?|configs?"
                    + "|launch_?template_?(?:name|id|specification)|id|name");
    /** Where fleets name subnets, in lower case. */
    private static final Pattern OVERRIDES = Pattern.compile("launchtemplateconfigs?|overrides?");

    private static final String DEFAULT_SUBNET = "aws_default_subnet";
    private static final String SUBNET_REMEDY =
            "set AssociatePublicIpAddress (associate_public_ip_address) of its network interface to false, or";

    static HostNetwork of(Template template) throws GateException {
        List<DeclaredPart> instances = DeclaredPart.of(template, "AWS::EC2::Instance");
        return new HostNetwork(
                instances,
                together(
                        DeclaredPart.of(template, "AWS::EC2::LaunchTemplate"),
                        DeclaredPart.of(template, "AWS::AutoScaling::LaunchConfiguration")),
                DeclaredPart.of(template, "AWS::EC2::Subnet"),
                together(
                        DeclaredPart.of(template, "AWS::AutoScaling::AutoScalingGroup"),
                        DeclaredPart.of(template, "AWS::EC2::EC2Fleet")),
                new ElasticAddresses(
                        instances,
                        together(
                                DeclaredPart.of(template, "AWS::EC2::EIP"),
                                DeclaredPart.of(template, "AWS::EC2::EIPAssociation")),
                        DeclaredPart.of(template, "AWS::EC2::NetworkInterfaceAttachment"),
                        List.of()));
    }

    static HostNetwork of(TerraformPlan plan) {
        List<DeclaredPart> instances = DeclaredPart.of(plan, "aws_instance", "aws_spot_instance_request");
        return new HostNetwork(
                instances,
                DeclaredPart.of(plan, "aws_launch_template", "aws_launch_configuration"),
                DeclaredPart.of(plan, "aws_subnet", DEFAULT_SUBNET, "awscc_ec2_subnet"),
                DeclaredPart.of(
                        plan,
                        "aws_autoscaling_group",
                        "awscc_autoscaling_auto_scaling_group",
                        "aws_ec2_fleet",
                        "awscc_ec2_ec2_fleet"),
                new ElasticAddresses(
                        instances,
                        DeclaredPart.of(
                                plan, "aws_eip", "aws_eip_association", "awscc_ec2_eip", "awscc_ec2_eip_association"),
                        DeclaredPart.of(
                                plan, "aws_network_interface_attachment", "awscc_ec2_network_interface_attachment"),
                        DeclaredPart.of(plan, "aws_network_interface")));
    }

    private static List<DeclaredPart> together(List<DeclaredPart> some, List<DeclaredPart> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /**
     * The public addresses of a host with those that the file gives it elsewhere.
     *
     * @param data of the launch template, or the launch configuration or instance itself
     * @param facts what the host says itself
     */
    Wall.HostTemplate around(DeclaredPart host, Written data, UserData script, Wall.HostTemplate facts) {
        boolean perhaps = DeclaredHosts.leavesUserData(data);
        if (!(facts.container() || perhaps) || !(facts.addresses() instanceof Lookup.Answered<Wall.Addresses> own)) {
            return facts;
        }
        Lookup<Wall.Addresses> all = Written.lookup(() -> {
            List<String> given = new ArrayList<>(own.value().given());
            if (isInstance(host)) {
                elastic.given(host, data, given);
            }
            subnets(host, data, script, own.value(), given);
            if (given.size() > own.value().given().size() && script.container() != UserData.Said.YES) {
                throw new GateException(
                        data.owner() + " gets a public address, and "
                                + (perhaps
                                        ? "its launch template says what its user data is"
                                        : "its user data is not known: " + script.reason()),
                        "give it no public address, or " + data.remedy());
            }
            return new Wall.Addresses(own.value().said() || !given.isEmpty(), given);
        });
        return new Wall.HostTemplate(facts.container(), facts.metadata(), facts.attributes(), all);
    }

    private boolean isInstance(DeclaredPart host) {
        return instances.stream().anyMatch(each -> each.name().equals(host.name()));
    }

    /** Subnets of the file that give addresses, of IPv4 or IPv6, and are or may be where the instances of a host start. */
    private void subnets(DeclaredPart host, Written data, UserData script, Wall.Addresses own, List<String> given)
            throws GateException {
        boolean instance = isInstance(host);
        boolean anySubnet = own.said() || script.container() != UserData.Said.YES;
        List<Start> starts = own(host, data, instance, anySubnet);
        if (!instance) {
            starts.addAll(starters(host, anySubnet));
        }
        Set<String> giving = new HashSet<>();
        Set<String> open = new HashSet<>();
        for (DeclaredPart subnet : subnets) {
            UserData.Said gives = gives(subnet, !own.said(), !countsIpv6(data));
            if (gives == UserData.Said.YES) {
                giving.addAll(subnet.called());
            } else if (gives == UserData.Said.PERHAPS) {
                open.addAll(subnet.called());
            }
        }
        for (Start start : starts) {
            UserData.Said in = start.by().means(start.where(), giving);
            if (in == UserData.Said.YES && !start.perhaps()) {
                given.add("that a subnet gives it, as " + start.by().name() + " names it");
            } else if (in != UserData.Said.NO && !giving.isEmpty()
                    || start.by().means(start.where(), open) != UserData.Said.NO && !open.isEmpty()) {
                throw new GateException(
                        host.name() + " may start instances in a subnet of the file that gives, or may give, public"
                                + " addresses",
                        SUBNET_REMEDY + " name private subnets");
            }
        }
        if (starts.isEmpty() && !instance && !(giving.isEmpty() && open.isEmpty())) {
            throw new GateException(
                    "a subnet of the file gives, or may give, public addresses, and the file does not say in which"
                            + " subnets instances of " + host.name() + " start",
                    SUBNET_REMEDY + " evaluate what is deployed");
        }
    }

    /** What an interface says of addresses of IPv6 counts before what its subnet does. */
    private static boolean countsIpv6(Written data) throws GateException {
        for (Written each : data.objects("NetworkInterfaces", "network_interfaces")) {
            if (each.has("Ipv6AddressCount", "ipv6_address_count")) {
                return true;
            }
        }
        return data.has("Ipv6AddressCount", "ipv6_address_count");
    }

    /**
     * Where instances start.
     *
     * @param by who says it
     * @param where a subnet, or several; none for those of the default VPC
     * @param perhaps whether it may be about another launch template
     */
    private record Start(DeclaredPart by, Value where, boolean perhaps) {}

    private List<Start> own(DeclaredPart host, Written data, boolean instance, boolean anySubnet) throws GateException {
        List<Start> found = new ArrayList<>();
        boolean interfaces = false;
        for (Written each : data.objects("NetworkInterfaces", "network_interfaces")) {
            each.member("SubnetId", "subnet_id").ifPresent(subnet -> found.add(new Start(host, subnet, false)));
            interfaces |= each.has("NetworkInterfaceId", "network_interface_id");
        }
        if (!instance) {
            return found;
        }
        interfaces |= !elastic.interfaces(host, data).isEmpty();
        Optional<Value> subnet = host.configured("SubnetId", "subnet_id");
        if (subnet.isPresent()) {
            found.add(new Start(host, subnet.get(), false));
        } else if (!anySubnet && found.isEmpty() && !interfaces && DeclaredHosts.ownSettings(data)) {
            throw new GateException(
                    host.name() + " names no subnet: those of the default VPC give public addresses, unless that was"
                            + " changed",
                    SUBNET_REMEDY + " name a private subnet");
        }
        return found;
    }

    private List<Start> starters(DeclaredPart host, boolean anySubnet) throws GateException {
        List<Start> found = new ArrayList<>();
        for (DeclaredPart starter : starters) {
            UserData.Said uses = uses(starter, host);
            if (uses == UserData.Said.NO) {
                continue;
            }
            boolean perhaps = uses == UserData.Said.PERHAPS && templates.size() > 1;
            List<Value> where = new ArrayList<>();
            collect(starter.written().value(), true, where);
            if (!anySubnet && where.isEmpty() && !perhaps) {
                throw new GateException(
                        starter.name() + " names no subnet for instances of " + host.name()
                                + ": those of the default VPC give public addresses, unless that was changed",
                        SUBNET_REMEDY + " name private subnets");
            }
            found.add(new Start(
                    starter, new Value.Sequence(where, starter.written().value().mark()), perhaps));
        }
        return found;
    }

    /**
     * Subnets that a group or a fleet names, wherever it does.
     *
     * @param naming whether a value that is not known may hold some
     */
    private static void collect(Value value, boolean naming, List<Value> found) {
        if (value instanceof Value.Unresolved) {
            if (naming) {
                found.add(value);
            }
        } else if (value instanceof Value.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, naming, found));
        } else if (value instanceof Mapping mapping) {
            mapping.members().forEach((name, inner) -> {
                String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
                if (plain.equals("vpczoneidentifier") || plain.equals("subnetid")) {
                    if (!inner.unset()) {
                        found.add(inner);
                    }
                } else {
                    collect(inner, OVERRIDES.matcher(plain).matches(), found);
                }
            });
        }
    }

    /** Whether a group, a fleet or an instance starts from a launch template or configuration, which it calls by reference or by name. */
    static UserData.Said uses(DeclaredPart starter, DeclaredPart template) {
        Set<String> called = new HashSet<>(template.called());
        template.written().knownText("LaunchTemplateName", "name").ifPresent(called::add);
        template.written().knownText("LaunchConfigurationName", "name").ifPresent(called::add);
        return uses(starter, starter.written().value(), called);
    }

    private static UserData.Said uses(DeclaredPart starter, Value value, Set<String> called) {
        if (value instanceof Value.Unresolved) {
            return UserData.Said.PERHAPS;
        }
        UserData.Said said = UserData.Said.NO;
        if (value instanceof Mapping mapping) {
            for (var member : mapping.members().entrySet()) {
                String name = member.getKey();
                boolean top = value == starter.written().value();
                if (!TEMPLATE.matcher(name).matches() || top && (name.equals("id") || name.equals("name"))) {
                    continue;
                }
                Value inner = member.getValue();
                said = worse(
                        said,
                        inner instanceof Mapping || inner instanceof Value.Sequence
                                ? uses(starter, inner, called)
                                : starter.means(inner, called));
            }
        } else if (value instanceof Value.Sequence sequence) {
            for (Value item : sequence.items()) {
                said = worse(said, uses(starter, item, called));
            }
        }
        return said;
    }

    private static UserData.Said worse(UserData.Said one, UserData.Said other) {
        return one == UserData.Said.YES || other == UserData.Said.NO ? one : other;
    }

    private static UserData.Said gives(DeclaredPart subnet, boolean ipv4, boolean ipv6) {
        boolean ofDefault = subnet.name().contains(DEFAULT_SUBNET + ".");
        try {
            boolean gives = ipv4 && subnet.written().flag("MapPublicIpOnLaunch", "map_public_ip_on_launch", ofDefault)
                    || ipv6
                            && subnet.written()
                                    .flag("AssignIpv6AddressOnCreation", "assign_ipv6_address_on_creation", false);
            return gives ? UserData.Said.YES : UserData.Said.NO;
        } catch (GateException e) {
            return UserData.Said.PERHAPS;
        }
    }
}
