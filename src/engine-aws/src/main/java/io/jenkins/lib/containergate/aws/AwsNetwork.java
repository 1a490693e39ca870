package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cloud.Lookup;
import io.jenkins.lib.containergate.cloud.network.NetworkInterface;
import io.jenkins.lib.containergate.cloud.network.NetworkLookups;
import io.jenkins.lib.containergate.cloud.network.PrefixList;
import io.jenkins.lib.containergate.cloud.network.SecurityGroup;
import io.jenkins.lib.containergate.cloud.network.Subnet;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
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
    private static final int IDS = 200;
    private static final Filter DEFAULT = filter("group-name", List.of("default"));

    private final Ec2Client ec2;

    AwsNetwork(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Lookup<List<SecurityGroup>> securityGroups(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, SecurityGroup> found = new LinkedHashMap<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                String subject = "the security groups " + String.join(", ", batch);
                AwsCalls.pages(
                                subject,
                                token -> AwsCalls.ask(
                                        AwsAction.EC2_DESCRIBE_SECURITY_GROUPS,
                                        subject,
                                        deadline,
                                        settings -> ec2.describeSecurityGroups(request -> request.groupIds(batch)
                                                .nextToken(token)
                                                .overrideConfiguration(settings))),
                                DescribeSecurityGroupsResponse::nextToken)
                        .stream()
                        .flatMap(page -> page.securityGroups().stream())
                        .forEach(group -> found.put(group.groupId(), NetworkShapes.securityGroup(group)));
            }
            return inOrder(ids, found, "the security group ");
        });
    }

    @Override
    public Lookup<List<Subnet>> subnets(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, Subnet> found = new LinkedHashMap<>();
            for (List<String> batch : AwsCalls.batches(ids, IDS)) {
                String subject = "the subnets " + String.join(", ", batch);
                List<software.amazon.awssdk.services.ec2.model.Subnet> subnets = AwsCalls.pages(
                                subject,
                                token -> AwsCalls.ask(
                                        AwsAction.EC2_DESCRIBE_SUBNETS,
                                        subject,
                                        deadline,
                                        settings -> ec2.describeSubnets(request -> request.subnetIds(batch)
                                                .nextToken(token)
                                                .overrideConfiguration(settings))),
                                DescribeSubnetsResponse::nextToken)
                        .stream()
                        .flatMap(page -> page.subnets().stream())
                        .toList();
                List<RouteTable> tables = tables(subnets, subject, deadline);
                for (var subnet : subnets) {
                    found.put(subnet.subnetId(), NetworkShapes.subnet(subnet, tables));
                }
            }
            return inOrder(ids, found, "the subnet ");
        });
    }

    @Override
    public Lookup<List<SecurityGroup>> defaultSecurityGroups(List<String> vpcs, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, SecurityGroup> found = new LinkedHashMap<>();
            for (List<String> batch : AwsCalls.batches(vpcs, IDS)) {
                String subject = "the default security groups of " + String.join(", ", batch);
                AwsCalls.pages(
                                subject,
                                token -> AwsCalls.ask(
                                        AwsAction.EC2_DESCRIBE_SECURITY_GROUPS,
                                        subject,
                                        deadline,
                                        settings -> ec2.describeSecurityGroups(
                                                request -> request.filters(filter("vpc-id", batch), DEFAULT)
                                                        .nextToken(token)
                                                        .overrideConfiguration(settings))),
                                DescribeSecurityGroupsResponse::nextToken)
                        .stream()
                        .flatMap(page -> page.securityGroups().stream())
                        .forEach(group -> found.put(group.vpcId(), NetworkShapes.securityGroup(group)));
            }
            return inOrder(vpcs, found, "the default security group of ");
        });
    }

    @Override
    public Lookup<List<NetworkInterface>> interfaces(List<String> groups, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            Map<String, NetworkInterface> found = new LinkedHashMap<>();
            for (List<String> batch : AwsCalls.batches(groups, IDS)) {
                String subject = "the interfaces that hold " + String.join(", ", batch);
                AwsCalls.pages(
                                subject,
                                token -> AwsCalls.ask(
                                        AwsAction.EC2_DESCRIBE_NETWORK_INTERFACES,
                                        subject,
                                        deadline,
                                        settings -> ec2.describeNetworkInterfaces(
                                                request -> request.filters(filter("group-id", batch))
                                                        .nextToken(token)
                                                        .overrideConfiguration(settings))),
                                DescribeNetworkInterfacesResponse::nextToken)
                        .stream()
                        .flatMap(page -> page.networkInterfaces().stream())
                        .map(NetworkShapes::networkInterface)
                        .forEach(each -> found.put(each.id(), each));
            }
            return List.copyOf(found.values());
        });
    }

    @Override
    public Lookup<List<PrefixList>> prefixLists(List<String> ids, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return AwsCalls.lookup(() -> {
            List<PrefixList> lists = new ArrayList<>();
            for (String id : ids) {
                String subject = "the prefix list " + id;
                lists.add(new PrefixList(
                        id,
                        AwsCalls.pages(
                                        subject,
                                        token -> AwsCalls.ask(
                                                AwsAction.EC2_GET_MANAGED_PREFIX_LIST_ENTRIES,
                                                subject,
                                                deadline,
                                                settings -> ec2.getManagedPrefixListEntries(
                                                        request -> request.prefixListId(id)
                                                                .nextToken(token)
                                                                .overrideConfiguration(settings))),
                                        GetManagedPrefixListEntriesResponse::nextToken)
                                .stream()
                                .flatMap(page -> page.entries().stream())
                                .map(PrefixListEntry::cidr)
                                .toList()));
            }
            return List.copyOf(lists);
        });
    }

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** All of the networks: whether a subnet has none of its own is seen only in all. */
    private List<RouteTable> tables(
            List<software.amazon.awssdk.services.ec2.model.Subnet> subnets, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<String> networks = subnets.stream()
                .map(software.amazon.awssdk.services.ec2.model.Subnet::vpcId)
                .distinct()
                .toList();
        if (networks.isEmpty()) {
            return List.of();
        }
        Filter ofNetworks = filter("vpc-id", networks);
        return AwsCalls.pages(
                        "the routes of " + subject,
                        token -> AwsCalls.ask(
                                AwsAction.EC2_DESCRIBE_ROUTE_TABLES,
                                "the routes of " + subject,
                                deadline,
                                settings -> ec2.describeRouteTables(request -> request.filters(ofNetworks)
                                        .nextToken(token)
                                        .overrideConfiguration(settings))),
                        DescribeRouteTablesResponse::nextToken)
                .stream()
                .flatMap(page -> page.routeTables().stream())
                .toList();
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
