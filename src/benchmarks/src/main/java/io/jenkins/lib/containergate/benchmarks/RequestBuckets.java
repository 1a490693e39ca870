package io.jenkins.lib.containergate.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits the rate of calls as AWS does: a bucket of tokens for each kind of action, account and region.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">ECS</a>
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html">EC2</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/limits.html">AWS WAF</a>
 */
final class RequestBuckets {
    /** @param refill tokens a second */
    private record Kind(String name, int capacity, int refill) {}

    private static final String EC2 = "EC2 read";
    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        kind("cluster read", 50, 20, "DescribeClusters", "ListClusters");
        kind("cluster resource read", 100, 20, "DescribeTasks", "ListTasks");
        kind("service read", 100, 20, "DescribeServices", "ListServices");
        kind("task definition read", 50, 20, "DescribeTaskDefinition", "ListTaskDefinitionFamilies");
        kind(
                EC2,
                100,
                20,
                "DescribeNetworkInterfaces",
                "DescribeSubnets",
                "DescribeRouteTables",
                "DescribeSecurityGroups",
                "DescribeNetworkAcls",
                "DescribeVpcEndpointServiceConfigurations",
                "DescribeFlowLogs");
        kind(
                "load balancer read",
                40,
                10,
                "DescribeTargetGroups",
                "DescribeLoadBalancers",
                "DescribeListeners",
                "DescribeLoadBalancerAttributes",
                "DescribeSSLPolicies");
        kind("web ACL of a resource", 1, 1, "GetWebACLForResource");
        kind("WAF read", 5, 5, "GetLoggingConfiguration");
        // not published
        kind(
                "IAM read",
                100,
                50,
                "GetRole",
                "ListAttachedRolePolicies",
                "ListRolePolicies",
                "GetRolePolicy",
                "GetPolicy",
                "GetPolicyVersion",
                "GenerateServiceLastAccessedDetails",
                "GetServiceLastAccessedDetails");
    }

    /** Whether there is a limit for it: others are not simulated. */
    static boolean knows(String action) {
        return KINDS.containsKey(action);
    }

    static boolean isOfEc2(String action) {
        return KINDS.get(action).name().equals(EC2);
    }

    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    private static void kind(String name, int capacity, int refill, String... actions) {
        for (String action : actions) {
            KINDS.put(action, new Kind(name, capacity, refill));
        }
    }

    private static final class Bucket {
        private final Kind kind;
        private double tokens;
        private long filled = System.nanoTime();

        Bucket(Kind kind) {
            this.kind = kind;
            this.tokens = kind.capacity();
        }

        synchronized boolean take() {
            long now = System.nanoTime();
            tokens = Math.min(kind.capacity(), tokens + (now - filled) / 1e9 * kind.refill());
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    /** Whether the account may make the call now. */
    boolean take(String account, String action) {
        Kind kind = KINDS.get(action);
        if (kind == null) {
            throw new IllegalArgumentException("no limit is known for " + action);
        }
        return buckets.computeIfAbsent(account + " " + kind.name(), unused -> new Bucket(kind))
                .take();
    }
}
