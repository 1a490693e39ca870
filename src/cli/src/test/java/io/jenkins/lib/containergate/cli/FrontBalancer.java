package io.jenkins.lib.containergate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.aws.FakeCluster;

/** The load balancer {@code front} in front of a service, as ECS and Elastic Load Balancing describe it. */
final class FrontBalancer {
    static final String ARN = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/front/1";

    private static final String GROUP = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/1";

    private FrontBalancer() {}

    /** Makes a service send its traffic to port 8080 of the container {@code app}. */
    static void target(ObjectNode service) {
        service.putArray("loadBalancers")
                .addObject()
                .put("containerName", "app")
                .put("containerPort", 8080)
                .put("targetGroupArn", GROUP);
    }

    /**
     * @param type {@code application} or {@code network}
     * @param scheme {@code internal} or {@code internet-facing}
     * @param more members in XML
     */
    static void describe(FakeCluster ecs, String type, String scheme, String more) {
        ecs.query(
                "DescribeTargetGroups",
                "<R><DescribeTargetGroupsResult><TargetGroups><member><TargetGroupArn>" + GROUP
                        + "</TargetGroupArn><LoadBalancerArns><member>" + ARN
                        + "</member></LoadBalancerArns></member></TargetGroups></DescribeTargetGroupsResult></R>");
        ecs.query(
                "DescribeLoadBalancers",
                "<R><DescribeLoadBalancersResult><LoadBalancers><member><LoadBalancerArn>" + ARN
                        + "</LoadBalancerArn><LoadBalancerName>front</LoadBalancerName><Type>" + type
                        + "</Type><Scheme>" + scheme + "</Scheme>" + more
                        + "</member></LoadBalancers></DescribeLoadBalancersResult></R>");
    }
}
