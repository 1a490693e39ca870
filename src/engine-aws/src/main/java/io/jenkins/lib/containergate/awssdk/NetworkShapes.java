package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.AclEntry;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.GroupReference;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Route;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Subnet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SubnetIpv6CidrBlockAssociation;

/** From the SDK's shapes of EC2 to the engine's. */
final class NetworkShapes {
    private NetworkShapes() {}

    /** EC2 names whom each permission is about: where none is known, it is of a kind that this release lacks. */
    static SecurityGroup securityGroup(software.amazon.awssdk.services.ec2.model.SecurityGroup group)
            throws UnansweredException {
        List<SecurityGroupRule> ingress =
                group.ipPermissions().stream().map(each -> rule(each, group)).toList();
        List<SecurityGroupRule> egress = group.ipPermissionsEgress().stream()
                .map(each -> rule(each, group))
                .toList();
        if (Stream.concat(ingress.stream(), egress.stream()).anyMatch(NetworkShapes::aboutNobody)) {
            throw UnansweredException.failed(
                    "EC2 answered with a rule of the security group " + text(group.groupId())
                            + " whose source or destination this version does not know",
                    "use ranges, groups or prefix lists in it, or a version that knows the others");
        }
        return new SecurityGroup(group.groupId(), text(group.groupName()), text(group.vpcId()), ingress, egress);
    }

    private static boolean aboutNobody(SecurityGroupRule rule) {
        return rule.ranges().isEmpty()
                && rule.groups().isEmpty()
                && rule.prefixLists().isEmpty();
    }

    private static SecurityGroupRule rule(
            IpPermission permission, software.amazon.awssdk.services.ec2.model.SecurityGroup group) {
        return new SecurityGroupRule(
                text(permission.ipProtocol()),
                number(permission.fromPort()),
                number(permission.toPort()),
                Stream.concat(
                                permission.ipRanges().stream().map(IpRange::cidrIp),
                                permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6))
                        .toList(),
                permission.userIdGroupPairs().stream()
                        .map(pair -> new GroupReference(
                                text(pair.groupId()),
                                Optional.ofNullable(pair.userId()).filter(account -> !account.equals(group.ownerId()))))
                        .toList(),
                permission.prefixListIds().stream()
                        .map(list -> text(list.prefixListId()))
                        .toList());
    }

    private static OptionalInt number(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    static Subnet subnet(software.amazon.awssdk.services.ec2.model.Subnet subnet, List<RouteTable> tables)
            throws UnansweredException {
        RouteTable table = find(tables, association -> subnet.subnetId().equals(association.subnetId()))
                .or(() -> find(
                        tables.stream()
                                .filter(candidate -> subnet.vpcId().equals(candidate.vpcId()))
                                .toList(),
                        association -> Boolean.TRUE.equals(association.main())))
                .orElseThrow(
                        () -> UnansweredException.incomplete("EC2", "the routes of the subnet " + subnet.subnetId()));
        return new Subnet(
                subnet.subnetId(),
                subnet.vpcId(),
                ranges(subnet),
                Boolean.TRUE.equals(subnet.mapPublicIpOnLaunch()),
                routes(table));
    }

    /** EC2 names where each route leads to: where nothing is known, it is of a kind that this release lacks. */
    private static List<Route> routes(RouteTable table) throws UnansweredException {
        List<Route> routes = table.routes().stream().map(NetworkShapes::route).toList();
        if (routes.stream().anyMatch(route -> route.active() && route.target().isEmpty())) {
            throw UnansweredException.failed(
                    "EC2 answered with a route of the table " + text(table.routeTableId())
                            + " whose target this version does not know",
                    "use a version that knows it");
        }
        return routes;
    }

    /** Ranges that are being added or taken away count: there may be tasks in them. */
    private static List<String> ranges(software.amazon.awssdk.services.ec2.model.Subnet subnet) {
        return Stream.concat(
                        Stream.ofNullable(subnet.cidrBlock()),
                        subnet.ipv6CidrBlockAssociationSet().stream()
                                .map(SubnetIpv6CidrBlockAssociation::ipv6CidrBlock))
                .toList();
    }

    static NetworkInterface networkInterface(software.amazon.awssdk.services.ec2.model.NetworkInterface one) {
        return new NetworkInterface(
                text(one.networkInterfaceId()),
                one.groups().stream().map(group -> text(group.groupId())).toList(),
                text(one.interfaceTypeAsString()),
                text(one.description()),
                Boolean.TRUE.equals(one.requesterManaged()) ? Optional.of(text(one.requesterId())) : Optional.empty());
    }

    /** What does not say that it denies, lets in; what lets in comes first where no number is told, and what denies last. */
    static NetworkAcl networkAcl(software.amazon.awssdk.services.ec2.model.NetworkAcl acl) {
        return new NetworkAcl(
                text(acl.networkAclId()),
                Boolean.TRUE.equals(acl.isDefault()),
                acl.entries().stream()
                        .map(entry -> new AclEntry(
                                Objects.requireNonNullElse(
                                        entry.ruleNumber(),
                                        "deny".equals(entry.ruleActionAsString()) ? Integer.MAX_VALUE : 0),
                                Boolean.TRUE.equals(entry.egress()),
                                !"deny".equals(entry.ruleActionAsString()),
                                text(entry.protocol()),
                                entry.portRange() == null
                                        ? OptionalInt.empty()
                                        : number(entry.portRange().from()),
                                entry.portRange() == null
                                        ? OptionalInt.empty()
                                        : number(entry.portRange().to()),
                                first(entry.cidrBlock(), entry.ipv6CidrBlock())))
                        .toList());
    }

    /** IPv6 addresses and those of carriers are all public; whether they are reached is for routes and security groups. */
    static Optional<String> publicAddress(software.amazon.awssdk.services.ec2.model.NetworkInterface one) {
        return Optional.ofNullable(one.association())
                .flatMap(association -> Optional.ofNullable(association.publicIp())
                        .or(() -> Optional.ofNullable(association.carrierIp())))
                .or(() -> one.ipv6Addresses().stream()
                        .map(address -> text(address.ipv6Address()))
                        .findFirst());
    }

    private static Optional<RouteTable> find(List<RouteTable> tables, Predicate<RouteTableAssociation> matching) {
        return tables.stream()
                .filter(table -> table.associations().stream().anyMatch(matching))
                .findFirst();
    }

    private static Route route(software.amazon.awssdk.services.ec2.model.Route route) {
        return new Route(
                first(route.destinationCidrBlock(), route.destinationIpv6CidrBlock(), route.destinationPrefixListId()),
                first(
                        route.gatewayId(),
                        route.natGatewayId(),
                        route.egressOnlyInternetGatewayId(),
                        route.transitGatewayId(),
                        route.vpcPeeringConnectionId(),
                        route.networkInterfaceId(),
                        route.instanceId(),
                        route.localGatewayId(),
                        route.carrierGatewayId(),
                        route.coreNetworkArn(),
                        route.odbNetworkArn()),
                !"blackhole".equals(route.stateAsString()));
    }

    private static String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return "";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
