package io.jenkins.lib.containergate.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is around the services of a {@link Fleet}: EC2, Elastic Load Balancing, AWS WAF and IAM. Every service has a security group
 * and a role of its own, {@value #SHARING} share a load balancer with a web ACL, and all are in the three subnets of one network.
 */
final class SyntheticAccount {
    static final int SUBNETS = 3;
    private static final int SHARING = 10;
    private static final int RULES = 4;

    private static final Pattern NUMBER = Pattern.compile("([0-9]+)\\D*$");

    private SyntheticAccount() {}

    static String role(String account, int service) {
        return "arn:aws:iam::" + account + ":role/r" + service;
    }

    static String securityGroup(int service) {
        return "sg-" + service;
    }

    static String subnet(int number) {
        return "subnet-" + number;
    }

    static String targetGroup(String account, int service) {
        return elb(account, "targetgroup/t" + service + "/1");
    }

    private static String elb(String account, String resource) {
        return "arn:aws:elasticloadbalancing:" + Fleet.REGION + ":" + account + ":" + resource;
    }

    /** @return empty for what it does not know */
    static Optional<String> xml(String account, String action, Map<String, String> form) {
        return ec2(action, form)
                .map(content -> "<" + action + "Response xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">" + content
                        + "</" + action + "Response>")
                .or(() -> iam(account, action, form)
                        .or(() -> elb(account, action, form))
                        .map(content -> "<" + action + "Response><" + action + "Result>" + content + "</" + action
                                + "Result></" + action + "Response>"));
    }

    private static Optional<String> ec2(String action, Map<String, String> form) {
        return Optional.ofNullable(
                switch (action) {
                    case "DescribeSubnets" ->
                        set(
                                "subnetSet",
                                values(form, "SubnetId.")
                                        .mapToObj(id -> "<subnetId>" + subnet(id) + "</subnetId><vpcId>vpc-1</vpcId>"
                                                + "<cidrBlock>10.0." + id + ".0/24</cidrBlock>"));
                    case "DescribeRouteTables" ->
                        set(
                                "routeTableSet",
                                Stream.of("<routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>"
                                        + "<associationSet><item><main>true</main></item></associationSet>"
                                        + "<routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>"
                                        + "<natGatewayId>nat-1</natGatewayId></item></routeSet>"));
                    case "DescribeSecurityGroups" ->
                        set("securityGroupInfo", values(form, "GroupId.").mapToObj(SyntheticAccount::group));
                    case "DescribeNetworkAcls" ->
                        set(
                                "networkAclSet",
                                Stream.of("<networkAclId>acl-1</networkAclId><vpcId>vpc-1</vpcId>"
                                        + "<entrySet><item><ruleNumber>100</ruleNumber><protocol>-1</protocol>"
                                        + "<ruleAction>allow</ruleAction><egress>false</egress>"
                                        + "<cidrBlock>10.0.0.0/8</cidrBlock></item></entrySet>"
                                        + set(
                                                "associationSet",
                                                IntStream.range(0, SUBNETS)
                                                        .mapToObj(
                                                                each -> "<subnetId>" + subnet(each) + "</subnetId>"))));
                    case "DescribeFlowLogs" ->
                        set(
                                "flowLogSet",
                                Stream.of("<flowLogId>fl-1</flowLogId><resourceId>vpc-1</resourceId>"
                                        + "<flowLogStatus>ACTIVE</flowLogStatus><trafficType>ALL</trafficType>"));
                    default -> null;
                });
    }

    private static String group(int number) {
        StringBuilder rules = new StringBuilder();
        for (int i = 1; i <= RULES; i++) {
            rules.append(
                            "<item><ipProtocol>tcp</ipProtocol><fromPort>8080</fromPort><toPort>8080</toPort><groups><item>")
                    .append("<groupId>")
                    .append(securityGroup(Math.max(0, number - i)))
                    .append("</groupId></item></groups></item>");
        }
        return "<groupId>" + securityGroup(number) + "</groupId><groupName>s" + number
                + "</groupName><vpcId>vpc-1</vpcId><ipPermissions>" + rules
                + "</ipPermissions><ipPermissionsEgress><item><ipProtocol>tcp</ipProtocol><fromPort>8080</fromPort>"
                + "<toPort>8080</toPort><ipRanges><item><cidrIp>10.0.0.0/16</cidrIp></item></ipRanges></item>"
                + "</ipPermissionsEgress>";
    }

    private static Optional<String> iam(String account, String action, Map<String, String> form) {
        String role = form.getOrDefault("RoleName", "");
        String policy = "arn:aws:iam::" + account + ":policy/p";
        String document = encoded("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\":"
                + " \"arn:aws:s3:::images/*\"}]}");
        String trust = encoded("{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\":"
                + " {\"Service\": \"ecs-tasks.amazonaws.com\"}, \"Condition\": {\"StringEquals\":"
                + " {\"aws:SourceAccount\": \"" + account + "\"}}}]}");
        return Optional.ofNullable(
                switch (action) {
                    case "GetRole" ->
                        "<Role><RoleName>" + role + "</RoleName><Arn>arn:aws:iam::" + account + ":role/" + role
                                + "</Arn><AssumeRolePolicyDocument>" + trust + "</AssumeRolePolicyDocument></Role>";
                    case "ListAttachedRolePolicies" ->
                        "<AttachedPolicies><member><PolicyName>p</PolicyName><PolicyArn>" + policy
                                + "</PolicyArn></member></AttachedPolicies>";
                    case "ListRolePolicies" -> "<PolicyNames><member>own</member></PolicyNames>";
                    case "GetRolePolicy" ->
                        "<PolicyName>own</PolicyName><PolicyDocument>" + document + "</PolicyDocument>";
                    case "GetPolicy" ->
                        "<Policy><Arn>" + policy + "</Arn><DefaultVersionId>v1</DefaultVersionId></Policy>";
                    case "GetPolicyVersion" -> "<PolicyVersion><Document>" + document + "</Document></PolicyVersion>";
                    case "GenerateServiceLastAccessedDetails" -> "<JobId>" + form.get("Arn") + "</JobId>";
                    case "GetServiceLastAccessedDetails" ->
                        "<JobStatus>COMPLETED</JobStatus><ServicesLastAccessed><member><ServiceNamespace>s3"
                                + "</ServiceNamespace><LastAuthenticated>2026-11-01T00:00:00Z</LastAuthenticated>"
                                + "</member></ServicesLastAccessed>";
                    default -> null;
                });
    }

    private static Optional<String> elb(String account, String action, Map<String, String> form) {
        return Optional.ofNullable(
                switch (action) {
                    case "DescribeTargetGroups" ->
                        members(
                                "TargetGroups",
                                texts(form, "TargetGroupArns.")
                                        .mapToInt(arn -> number(arn.substring(0, arn.lastIndexOf('/'))))
                                        .mapToObj(id -> "<TargetGroupArn>" + targetGroup(account, id)
                                                + "</TargetGroupArn><LoadBalancerArns><member>"
                                                + elb(account, "loadbalancer/app/b" + id / SHARING + "/1")
                                                + "</member></LoadBalancerArns>"));
                    case "DescribeLoadBalancers" ->
                        members(
                                "LoadBalancers",
                                texts(form, "LoadBalancerArns.")
                                        .map(arn -> "<LoadBalancerArn>" + arn + "</LoadBalancerArn><LoadBalancerName>"
                                                + arn.split("/")[2]
                                                + "</LoadBalancerName><Type>application</Type>"
                                                + "<Scheme>internet-facing</Scheme>"));
                    case "DescribeListeners" ->
                        members(
                                "Listeners",
                                Stream.of("<ListenerArn>arn:l</ListenerArn><Port>443</Port>"
                                        + "<Protocol>HTTPS</Protocol><SslPolicy>ELBSecurityPolicy-TLS13-1-2-2021-06"
                                        + "</SslPolicy><DefaultActions/>"));
                    case "DescribeLoadBalancerAttributes" ->
                        members("Attributes", Stream.of("<Key>waf.fail_open.enabled</Key><Value>false</Value>"));
                    case "DescribeSSLPolicies" ->
                        members(
                                "SslPolicies",
                                Stream.of("<Name>ELBSecurityPolicy-TLS13-1-2-2021-06</Name><SslProtocols>"
                                        + "<member>TLSv1.3</member></SslProtocols><Ciphers><member><Name>"
                                        + "TLS_AES_128_GCM_SHA256</Name></member></Ciphers>"));
                    default -> null;
                });
    }

    /** @return empty for what it does not know */
    static Optional<String> waf(String action, String resource) {
        return Optional.ofNullable(
                switch (action) {
                    case "GetWebACLForResource" ->
                        "{\"WebACL\": {\"ARN\": \"arn:acl/" + resource + "\", \"Name\": \"shop\", \"Rules\": ["
                                + "{\"Name\": \"core\", \"OverrideAction\": {\"None\": {}}, \"Statement\":"
                                + " {\"ManagedRuleGroupStatement\": {\"VendorName\": \"AWS\","
                                + " \"Name\": \"AWSManagedRulesCommonRuleSet\"}}}]}}";
                    case "GetLoggingConfiguration" ->
                        "{\"LoggingConfiguration\": {\"LogDestinationConfigs\": [\"arn:aws:logs:x\"]}}";
                    default -> null;
                });
    }

    private static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Stream<String> texts(Map<String, String> form, String list) {
        return form.keySet().stream().filter(name -> name.startsWith(list)).map(form::get);
    }

    /** The numbers at the ends of the values of a list. */
    private static IntStream values(Map<String, String> form, String list) {
        return texts(form, list).mapToInt(SyntheticAccount::number);
    }

    private static int number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.find()) {
            throw new IllegalArgumentException("no number ends " + text);
        }
        return Integer.parseInt(number.group(1));
    }

    private static String set(String name, Stream<String> items) {
        return list(name, "item", items);
    }

    private static String members(String name, Stream<String> items) {
        return list(name, "member", items);
    }

    private static String list(String name, String item, Stream<String> items) {
        StringBuilder text = new StringBuilder("<" + name + ">");
        items.forEach(each -> text.append("<" + item + ">").append(each).append("</" + item + ">"));
        return text + "</" + name + ">";
    }
}
