package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointServiceConfigurationsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Services of AWS through which requests from the internet, or from other networks, reach internal load balancers: what they have in a
 * VPC shows that they may.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html">Filters</a>
 */
final class VpcPublishers {
    /** By the filter for the interfaces that each of them makes. */
    private static final Map<Filter, String> PUBLISHERS = publishers();

    private final Ec2Client ec2;

    VpcPublishers(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    private static Map<Filter, String> publishers() {
        Map<Filter, String> all = new LinkedHashMap<>();
        all.put(AwsNetwork.filter("interface-type", List.of("global_accelerator_managed")), "AWS Global Accelerator");
        all.put(AwsNetwork.filter("interface-type", List.of("api_gateway_managed")), "Amazon API Gateway (VPC links)");
        all.put(
                AwsNetwork.filter("group-name", List.of("CloudFront-VPCOrigins-Service-SG*")),
                "Amazon CloudFront (VPC origins)");
        return Collections.unmodifiableMap(all);
    }

    List<String> in(String vpc, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (Map.Entry<Filter, String> each : PUBLISHERS.entrySet()) {
            List<?> interfaces = new BatchedQuestion(
                            AwsAction.EC2_DESCRIBE_NETWORK_INTERFACES, "what shows load balancers of ", deadline)
                    .ask(
                            List.of(vpc),
                            (batch, token, settings) -> ec2.describeNetworkInterfaces(
                                    request -> request.filters(AwsNetwork.filter("vpc-id", batch), each.getKey())
                                            .nextToken(token)
                                            .overrideConfiguration(settings)),
                            DescribeNetworkInterfacesResponse::nextToken,
                            DescribeNetworkInterfacesResponse::networkInterfaces);
            if (!interfaces.isEmpty()) {
                found.add(each.getValue());
            }
        }
        return List.copyOf(found);
    }

    /** API Gateway makes such a service for a VPC link of a REST API. */
    List<String> behindServices(Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return AwsCalls.list(
                        AwsAction.EC2_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS,
                        "the VPC endpoint services",
                        deadline,
                        (settings, token) -> ec2.describeVpcEndpointServiceConfigurations(
                                request -> request.nextToken(token).overrideConfiguration(settings)),
                        DescribeVpcEndpointServiceConfigurationsResponse::nextToken,
                        DescribeVpcEndpointServiceConfigurationsResponse::serviceConfigurations)
                .stream()
                .flatMap(service -> service.networkLoadBalancerArns().stream())
                .distinct()
                .toList();
    }
}
