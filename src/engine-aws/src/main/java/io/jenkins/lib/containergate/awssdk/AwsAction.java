package io.jenkins.lib.containergate.awssdk;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every call this module makes, by the permission it needs, and what each answer of it has; docs/aws.md has the policy that allows
 * them. Members and protocols are those of the output shapes in the service models of botocore 1.44.18
 * ({@code botocore/data/SERVICE/DATE/service-2.json}), with the names that they have in answers. A row without members is of an
 * operation that answers with an empty document where there is nothing.
 */
enum AwsAction {
    ECR_GET_AUTHORIZATION_TOKEN("ecr:GetAuthorizationToken", AnswerForm.json("authorizationData[]")),
    ECR_DESCRIBE_REPOSITORIES("ecr:DescribeRepositories", AnswerForm.json("repositories[]")),
    ECR_GET_REPOSITORY_POLICY("ecr:GetRepositoryPolicy", AnswerForm.json("policyText")),
    ECR_GET_REGISTRY_POLICY("ecr:GetRegistryPolicy", AnswerForm.json("policyText")),
    ECR_DESCRIBE_IMAGE_SCAN_FINDINGS("ecr:DescribeImageScanFindings", AnswerForm.json()),
    ECR_GET_REGISTRY_SCANNING_CONFIGURATION(
            "ecr:GetRegistryScanningConfiguration", AnswerForm.json("scanningConfiguration")),
    ECS_DESCRIBE_TASK_DEFINITION("ecs:DescribeTaskDefinition", AnswerForm.json("taskDefinition")),
    ECS_LIST_TASK_DEFINITION_FAMILIES("ecs:ListTaskDefinitionFamilies", AnswerForm.json("families[]")),
    ECS_DESCRIBE_CLUSTERS("ecs:DescribeClusters", AnswerForm.json("clusters[]")),
    ECS_LIST_CLUSTERS("ecs:ListClusters", AnswerForm.json("clusterArns[]")),
    ECS_LIST_SERVICES("ecs:ListServices", AnswerForm.json("serviceArns[]")),
    ECS_DESCRIBE_SERVICES("ecs:DescribeServices", AnswerForm.json("services[]")),
    ECS_LIST_TASKS("ecs:ListTasks", AnswerForm.json("taskArns[]")),
    ECS_DESCRIBE_TASKS("ecs:DescribeTasks", AnswerForm.json("tasks[]")),
    ECS_LIST_CONTAINER_INSTANCES("ecs:ListContainerInstances", AnswerForm.json("containerInstanceArns[]")),
    ECS_DESCRIBE_CONTAINER_INSTANCES("ecs:DescribeContainerInstances", AnswerForm.json("containerInstances[]")),
    ECS_DESCRIBE_CAPACITY_PROVIDERS("ecs:DescribeCapacityProviders", AnswerForm.json("capacityProviders[]")),
    ECS_LIST_SERVICE_DEPLOYMENTS("ecs:ListServiceDeployments", AnswerForm.json("serviceDeployments[]")),
    ECS_DESCRIBE_SERVICE_DEPLOYMENTS("ecs:DescribeServiceDeployments", AnswerForm.json("serviceDeployments[]")),
    ECS_DESCRIBE_SERVICE_REVISIONS("ecs:DescribeServiceRevisions", AnswerForm.json("serviceRevisions[]")),
    /** The only call that changes anything. */
    ECS_CONTINUE_SERVICE_DEPLOYMENT("ecs:ContinueServiceDeployment", AnswerForm.json("serviceDeploymentArn")),
    IAM_GET_ROLE("iam:GetRole", AnswerForm.query("Role")),
    IAM_LIST_ATTACHED_ROLE_POLICIES("iam:ListAttachedRolePolicies", AnswerForm.query("AttachedPolicies[]")),
    IAM_LIST_ROLE_POLICIES("iam:ListRolePolicies", AnswerForm.query("PolicyNames[]")),
    IAM_GET_ROLE_POLICY("iam:GetRolePolicy", AnswerForm.query("PolicyDocument")),
    IAM_GET_POLICY("iam:GetPolicy", AnswerForm.query("Policy")),
    IAM_GET_POLICY_VERSION("iam:GetPolicyVersion", AnswerForm.query("PolicyVersion")),
    IAM_GET_INSTANCE_PROFILE("iam:GetInstanceProfile", AnswerForm.query("InstanceProfile")),
    EC2_DESCRIBE_SECURITY_GROUPS("ec2:DescribeSecurityGroups", AnswerForm.xml("securityGroupInfo[]")),
    EC2_DESCRIBE_SUBNETS("ec2:DescribeSubnets", AnswerForm.xml("subnetSet[]")),
    EC2_DESCRIBE_ROUTE_TABLES("ec2:DescribeRouteTables", AnswerForm.xml("routeTableSet[]")),
    EC2_DESCRIBE_NETWORK_INTERFACES("ec2:DescribeNetworkInterfaces", AnswerForm.xml("networkInterfaceSet[]")),
    EC2_DESCRIBE_NETWORK_ACLS("ec2:DescribeNetworkAcls", AnswerForm.xml("networkAclSet[]")),
    EC2_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS(
            "ec2:DescribeVpcEndpointServiceConfigurations", AnswerForm.xml("serviceConfigurationSet[]")),
    EC2_GET_MANAGED_PREFIX_LIST_ENTRIES("ec2:GetManagedPrefixListEntries", AnswerForm.xml("entrySet[]")),
    KMS_GET_PUBLIC_KEY("kms:GetPublicKey", AnswerForm.json("PublicKey")),
    KMS_SIGN("kms:Sign", AnswerForm.json("Signature")),
    SIGNER_GET_REVOCATION_STATUS("signer:GetRevocationStatus", AnswerForm.json("revokedEntities[]")),
    EC2_DESCRIBE_INSTANCES("ec2:DescribeInstances", AnswerForm.xml("reservationSet[]")),
    EC2_DESCRIBE_VOLUMES("ec2:DescribeVolumes", AnswerForm.xml("volumeSet[]")),
    EC2_DESCRIBE_IMAGES("ec2:DescribeImages", AnswerForm.xml("imagesSet[]")),
    SSM_DESCRIBE_INSTANCE_PATCH_STATES("ssm:DescribeInstancePatchStates", AnswerForm.json("InstancePatchStates[]")),
    ELB_DESCRIBE_TARGET_GROUPS("elasticloadbalancing:DescribeTargetGroups", AnswerForm.query("TargetGroups[]")),
    ELB_DESCRIBE_LOAD_BALANCERS("elasticloadbalancing:DescribeLoadBalancers", AnswerForm.query("LoadBalancers[]")),
    ELB_DESCRIBE_LISTENERS("elasticloadbalancing:DescribeListeners", AnswerForm.query("Listeners[]")),
    ELB_DESCRIBE_RULES("elasticloadbalancing:DescribeRules", AnswerForm.query("Rules[]")),
    ELB_DESCRIBE_LOAD_BALANCER_ATTRIBUTES(
            "elasticloadbalancing:DescribeLoadBalancerAttributes", AnswerForm.query("Attributes[]")),
    ELB_DESCRIBE_SSL_POLICIES("elasticloadbalancing:DescribeSSLPolicies", AnswerForm.query("SslPolicies[]")),
    WAF_GET_WEB_ACL_FOR_RESOURCE("wafv2:GetWebACLForResource", AnswerForm.json()),
    WAF_GET_IP_SET("wafv2:GetIPSet", AnswerForm.json("IPSet")),
    WAF_GET_RULE_GROUP("wafv2:GetRuleGroup", AnswerForm.json("RuleGroup")),
    WAF_GET_LOGGING_CONFIGURATION("wafv2:GetLoggingConfiguration", AnswerForm.json("LoggingConfiguration")),
    SHIELD_DESCRIBE_PROTECTION("shield:DescribeProtection", AnswerForm.json("Protection")),
    EC2_DESCRIBE_FLOW_LOGS("ec2:DescribeFlowLogs", AnswerForm.xml("flowLogSet[]")),
    CLOUDTRAIL_DESCRIBE_TRAILS("cloudtrail:DescribeTrails", AnswerForm.json("trailList[]")),
    CLOUDTRAIL_GET_TRAIL_STATUS("cloudtrail:GetTrailStatus", AnswerForm.json("IsLogging")),
    CLOUDTRAIL_GET_EVENT_SELECTORS("cloudtrail:GetEventSelectors", AnswerForm.json()),
    LOGS_DESCRIBE_METRIC_FILTERS("logs:DescribeMetricFilters", AnswerForm.json("metricFilters[]")),
    CLOUDWATCH_DESCRIBE_ALARMS("cloudwatch:DescribeAlarms", AnswerForm.query("MetricAlarms[]")),
    LOGS_DESCRIBE_LOG_GROUPS("logs:DescribeLogGroups", AnswerForm.json("logGroups[]")),
    LOGS_FILTER_EVENTS("logs:FilterLogEvents", AnswerForm.json("events[]")),
    /** Has CloudWatch Logs put an answer together; changes nothing. */
    LOGS_START_QUERY("logs:StartQuery", AnswerForm.json("queryId")),
    LOGS_GET_QUERY_RESULTS("logs:GetQueryResults", AnswerForm.json("status")),
    LOGS_STOP_QUERY("logs:StopQuery", AnswerForm.json()),
    RESOLVER_LIST_FIREWALL_RULE_GROUP_ASSOCIATIONS(
            "route53resolver:ListFirewallRuleGroupAssociations", AnswerForm.json("FirewallRuleGroupAssociations[]")),
    RESOLVER_LIST_FIREWALL_RULES("route53resolver:ListFirewallRules", AnswerForm.json("FirewallRules[]")),
    RESOLVER_GET_FIREWALL_CONFIG("route53resolver:GetFirewallConfig", AnswerForm.json("FirewallConfig")),
    RESOLVER_LIST_QUERY_LOG_CONFIG_ASSOCIATIONS(
            "route53resolver:ListResolverQueryLogConfigAssociations",
            AnswerForm.json("ResolverQueryLogConfigAssociations[]")),
    GUARDDUTY_LIST_DETECTORS("guardduty:ListDetectors", AnswerForm.json("detectorIds[]")),
    GUARDDUTY_GET_DETECTOR("guardduty:GetDetector", AnswerForm.json("status")),
    GUARDDUTY_LIST_COVERAGE("guardduty:ListCoverage", AnswerForm.json("resources[]")),
    GUARDDUTY_LIST_FINDINGS("guardduty:ListFindings", AnswerForm.json("findingIds[]")),
    GUARDDUTY_GET_FINDINGS("guardduty:GetFindings", AnswerForm.json("findings[]")),
    INSPECTOR_LIST_COVERAGE("inspector2:ListCoverage", AnswerForm.json("coveredResources[]")),
    INSPECTOR_LIST_FINDINGS("inspector2:ListFindings", AnswerForm.json("findings[]")),
    SECRETS_DESCRIBE("secretsmanager:DescribeSecret", AnswerForm.json("ARN")),
    SECRETS_GET_RESOURCE_POLICY("secretsmanager:GetResourcePolicy", AnswerForm.json("ARN")),
    SSM_DESCRIBE_PARAMETERS("ssm:DescribeParameters", AnswerForm.json("Parameters[]")),
    S3_GET_ENCRYPTION("s3:GetEncryptionConfiguration", AnswerForm.xml("Rule")),
    S3_GET_PUBLIC_ACCESS_BLOCK("s3:GetBucketPublicAccessBlock", AnswerForm.xml()),
    FIREWALL_LIST("network-firewall:ListFirewalls", AnswerForm.json("Firewalls[]")),
    FIREWALL_DESCRIBE("network-firewall:DescribeFirewall", AnswerForm.json("Firewall")),
    FIREWALL_DESCRIBE_POLICY("network-firewall:DescribeFirewallPolicy", AnswerForm.json("FirewallPolicy")),
    EVENTS_LIST_BUSES("events:ListEventBuses", AnswerForm.json("EventBuses[]")),
    EVENTS_LIST_RULES_BY_TARGET("events:ListRuleNamesByTarget", AnswerForm.json("RuleNames[]")),
    EVENTS_LIST_TARGETS("events:ListTargetsByRule", AnswerForm.json("Targets[]")),
    SCHEDULER_LIST("scheduler:ListSchedules", AnswerForm.json("Schedules[]")),
    SCHEDULER_GET("scheduler:GetSchedule", AnswerForm.json("Target")),
    PIPES_LIST("pipes:ListPipes", AnswerForm.json("Pipes[]")),
    PIPES_DESCRIBE("pipes:DescribePipe", AnswerForm.json("Target")),
    STATES_LIST("states:ListStateMachines", AnswerForm.json("stateMachines[]")),
    STATES_DESCRIBE("states:DescribeStateMachine", AnswerForm.json("definition")),
    /** Has IAM put a report together; changes nothing. */
    IAM_GENERATE_LAST_ACCESSED("iam:GenerateServiceLastAccessedDetails", AnswerForm.query("JobId")),
    IAM_GET_LAST_ACCESSED("iam:GetServiceLastAccessedDetails", AnswerForm.query("JobStatus", "ServicesLastAccessed[]")),
    ANALYZER_LIST("access-analyzer:ListAnalyzers", AnswerForm.json("analyzers[]")),
    ANALYZER_FINDINGS("access-analyzer:ListFindings", AnswerForm.json("findings[]")),
    S3_GET_OBJECT("s3:GetObject", AnswerForm.content()),
    S3_LIST_BUCKET("s3:ListBucket", AnswerForm.content()),
    S3_PUT_OBJECT("s3:PutObject", AnswerForm.content()),
    SSM_GET_PARAMETER("ssm:GetParameter", AnswerForm.json("Parameter")),
    STS_ASSUME_ROLE("sts:AssumeRole", AnswerForm.query("Credentials")),
    /** Needs no permission. */
    STS_GET_CALLER_IDENTITY("sts:GetCallerIdentity", AnswerForm.query("Account"));

    private static final Map<String, AwsAction> BY_PERMISSION =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(AwsAction::permission, each -> each));

    private final String permission;
    private final AnswerForm answer;

    AwsAction(String permission, AnswerForm answer) {
        this.permission = permission;
        this.answer = answer;
    }

    /** @throws IllegalArgumentException when it is not known what this operation answers */
    static AwsAction of(String service, String operation) {
        AwsAction found = BY_PERMISSION.get(service + ":" + operation);
        if (found == null) {
            throw new IllegalArgumentException("no row of AwsAction describes " + service + ":" + operation);
        }
        return found;
    }

    AnswerForm answer() {
        return answer;
    }

    AnswerForm.Read read(byte[] body) {
        return answer.read(operation(), body);
    }

    /** @return what makes this body no answer */
    Optional<String> lacking(byte[] body) {
        return read(body).lacking();
    }

    String permission() {
        return permission;
    }

    /** Name of the call in the service's API. */
    String operation() {
        return permission.substring(permission.indexOf(':') + 1);
    }
}
