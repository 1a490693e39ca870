package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkInterface;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.PrefixList;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.Subnet;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetManagedPrefixListEntriesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** Asks the API of EC2. */
final class AwsNetwork implements NetworkLookups {
    private static final Filter DEFAULT = filter("group-name", List.of("default"));

    private final Ec2Client ec2;
    private final Once<List<String>, List<RouteTable>> routes;
    private final Once<String, List<String>> publishing;
    private final Once<String, List<String>> services;

    AwsNetwork(Ec2Client ec2) {
        this.ec2 = ec2;
        this.routes = new Once<>(this::routes);
        this.publishing = new Once<>(new VpcPublishers(ec2)::in);
        this.services = new Once<>((unused, deadline) -> new VpcPublishers(ec2).behindServices(deadline));
    }

    @Override
    public Lookup<List<SecurityGroup>> securityGroups(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, SecurityGroup> found = new LinkedHashMap<>();
            for (var group : new BatchedQuestion(
                            AwsAction.EC2_DESCRIBE_SECURITY_GROUPS, "the security groups ", deadline)
                    .ask(
                            ids,
                            (batch, token, settings) -> ec2.describeSecurityGroups(request ->
                                    request.groupIds(batch).nextToken(token).overrideConfiguration(settings)),
                            DescribeSecurityGroupsResponse::nextToken,
                            DescribeSecurityGroupsResponse::securityGroups)) {
                found.put(group.groupId(), NetworkShapes.securityGroup(group));
            }
            return inOrder(ids, found, "the security group ");
        });
    }

    @Override
    public Lookup<List<Subnet>> subnets(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            var subnets = new BatchedQuestion(AwsAction.EC2_DESCRIBE_SUBNETS, "the subnets ", deadline)
                    .ask(
                            ids,
                            (batch, token, settings) -> ec2.describeSubnets(request ->
                                    request.subnetIds(batch).nextToken(token).overrideConfiguration(settings)),
                            DescribeSubnetsResponse::nextToken,
                            DescribeSubnetsResponse::subnets);
            List<RouteTable> tables = routes.get(
                    subnets.stream()
                            .map(software.amazon.awssdk.services.ec2.model.Subnet::vpcId)
                            .distinct()
                            .toList(),
                    deadline);
            Map<String, Subnet> found = new LinkedHashMap<>();
            for (var subnet : subnets) {
                found.put(subnet.subnetId(), NetworkShapes.subnet(subnet, tables));
            }
            return inOrder(ids, found, "the subnet ");
        });
    }

    /** All of the networks: whether a subnet has none of its own is seen only in all. */
    private List<RouteTable> routes(List<String> vpcs, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return new BatchedQuestion(AwsAction.EC2_DESCRIBE_ROUTE_TABLES, "the routes of ", deadline)
                .ask(
                        vpcs,
                        (batch, token, settings) ->
                                ec2.describeRouteTables(request -> request.filters(filter("vpc-id", batch))
                                        .nextToken(token)
                                        .overrideConfiguration(settings)),
                        DescribeRouteTablesResponse::nextToken,
                        DescribeRouteTablesResponse::routeTables);
    }

    @Override
    public Lookup<List<SecurityGroup>> defaultSecurityGroups(List<String> vpcs, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, SecurityGroup> found = new LinkedHashMap<>();
            for (var group : new BatchedQuestion(
                            AwsAction.EC2_DESCRIBE_SECURITY_GROUPS, "the default security groups of ", deadline)
                    .ask(
                            vpcs,
                            (batch, token, settings) -> ec2.describeSecurityGroups(
                                    request -> request.filters(filter("vpc-id", batch), DEFAULT)
                                            .nextToken(token)
                                            .overrideConfiguration(settings)),
                            DescribeSecurityGroupsResponse::nextToken,
                            DescribeSecurityGroupsResponse::securityGroups)) {
                found.put(group.vpcId(), NetworkShapes.securityGroup(group));
            }
            return inOrder(vpcs, found, "the default security group of ");
        });
    }

    @Override
    public Lookup<List<NetworkInterface>> interfaces(List<String> groups, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, NetworkInterface> found = new LinkedHashMap<>();
            new BatchedQuestion(AwsAction.EC2_DESCRIBE_NETWORK_INTERFACES, "the interfaces that hold ", deadline)
                            .ask(
                                    groups,
                                    (batch, token, settings) -> ec2.describeNetworkInterfaces(
                                            request -> request.filters(filter("group-id", batch))
                                                    .nextToken(token)
                                                    .overrideConfiguration(settings)),
                                    DescribeNetworkInterfacesResponse::nextToken,
                                    DescribeNetworkInterfacesResponse::networkInterfaces)
                            .stream()
                            .map(NetworkShapes::networkInterface)
                            .forEach(each -> found.put(each.id(), each));
            return List.copyOf(found.values());
        });
    }

    /** A filter instead of ids: EC2 refuses a whole batch for one id that is gone. */
    @Override
    public Lookup<Map<String, String>> publicAddresses(List<String> interfaces, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, String> found = new LinkedHashMap<>();
            new BatchedQuestion(AwsAction.EC2_DESCRIBE_NETWORK_INTERFACES, "the interfaces ", deadline)
                    .ask(
                            interfaces,
                            (batch, token, settings) -> ec2.describeNetworkInterfaces(
                                    request -> request.filters(filter("network-interface-id", batch))
                                            .nextToken(token)
                                            .overrideConfiguration(settings)),
                            DescribeNetworkInterfacesResponse::nextToken,
                            DescribeNetworkInterfacesResponse::networkInterfaces)
                    .forEach(each -> NetworkShapes.publicAddress(each)
                            .ifPresent(address -> found.put(each.networkInterfaceId(), address)));
            return Map.copyOf(found);
        });
    }

    @Override
    public Lookup<List<String>> publishers(String vpc, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> publishing.get(vpc, deadline));
    }

    @Override
    public Lookup<List<String>> behindEndpointServices(Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> services.get("", deadline));
    }

    @Override
    public Lookup<List<PrefixList>> prefixLists(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<PrefixList> lists = new ArrayList<>();
            for (String id : ids) {
                lists.add(new PrefixList(
                        id,
                        new BatchedQuestion(AwsAction.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES, "the prefix list ", deadline)
                                        .ask(
                                                List.of(id),
                                                (only, token, settings) -> ec2.getManagedPrefixListEntries(
                                                        request -> request.prefixListId(id)
                                                                .nextToken(token)
                                                                .overrideConfiguration(settings)),
                                                GetManagedPrefixListEntriesResponse::nextToken,
                                                GetManagedPrefixListEntriesResponse::entries)
                                        .stream()
                                        .map(PrefixListEntry::cidr)
                                        .toList()));
            }
            return List.copyOf(lists);
        });
    }

    @Override
    public Lookup<List<NetworkAcl>> networkAcls(List<String> subnets, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, NetworkAcl> acls = new LinkedHashMap<>();
            Map<String, String> bySubnet = new LinkedHashMap<>();
            for (var acl : new BatchedQuestion(AwsAction.EC2_DESCRIBE_NETWORK_ACLS, "the network ACLs of ", deadline)
                    .ask(
                            subnets,
                            (batch, token, settings) -> ec2.describeNetworkAcls(
                                    request -> request.filters(filter("association.subnet-id", batch))
                                            .nextToken(token)
                                            .overrideConfiguration(settings)),
                            DescribeNetworkAclsResponse::nextToken,
                            DescribeNetworkAclsResponse::networkAcls)) {
                // each denies what no other entry of it is about
                if (acl.entries().isEmpty()) {
                    throw AwsCalls.strange("the entries of the network ACL " + acl.networkAclId());
                }
                acls.put(acl.networkAclId(), NetworkShapes.networkAcl(acl));
                acl.associations().forEach(each -> bySubnet.put(each.subnetId(), acl.networkAclId()));
            }
            return inOrder(subnets, bySubnet, "the network ACL of the subnet ").stream()
                    .distinct()
                    .map(acls::get)
                    .toList();
        });
    }

    static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    private static <T> List<T> inOrder(List<String> ids, Map<String, T> found, String kind) throws UnansweredException {
        List<T> ordered = new ArrayList<>();
        for (String id : ids) {
            T one = found.get(id);
            if (one == null) {
                throw UnansweredException.failed(
                        "EC2 answered without " + kind + id, "check that the id, the account and the region are right");
            }
            ordered.add(one);
        }
        return List.copyOf(ordered);
    }
}
