package io.jenkins.lib.containergate.awssdk;

/** Every call this module makes, by the permission it needs; docs/aws.md has the policy that allows them. */
enum AwsAction {
    ECR_GET_AUTHORIZATION_TOKEN("ecr:GetAuthorizationToken"),
    ECR_DESCRIBE_REPOSITORIES("ecr:DescribeRepositories"),
    ECR_GET_REPOSITORY_POLICY("ecr:GetRepositoryPolicy"),
    ECR_GET_REGISTRY_POLICY("ecr:GetRegistryPolicy"),
    ECR_DESCRIBE_IMAGE_SCAN_FINDINGS("ecr:DescribeImageScanFindings"),
    ECR_GET_REGISTRY_SCANNING_CONFIGURATION("ecr:GetRegistryScanningConfiguration"),
    ECS_DESCRIBE_TASK_DEFINITION("ecs:DescribeTaskDefinition"),
    ECS_LIST_TASK_DEFINITION_FAMILIES("ecs:ListTaskDefinitionFamilies"),
    ECS_DESCRIBE_CLUSTERS("ecs:DescribeClusters"),
    ECS_LIST_CLUSTERS("ecs:ListClusters"),
    ECS_LIST_SERVICES("ecs:ListServices"),
    ECS_DESCRIBE_SERVICES("ecs:DescribeServices"),
    ECS_LIST_TASKS("ecs:ListTasks"),
    ECS_DESCRIBE_TASKS("ecs:DescribeTasks"),
    ECS_LIST_CONTAINER_INSTANCES("ecs:ListContainerInstances"),
    ECS_DESCRIBE_CONTAINER_INSTANCES("ecs:DescribeContainerInstances"),
    ECS_DESCRIBE_CAPACITY_PROVIDERS("ecs:DescribeCapacityProviders"),
    ECS_LIST_SERVICE_DEPLOYMENTS("ecs:ListServiceDeployments"),
    ECS_DESCRIBE_SERVICE_DEPLOYMENTS("ecs:DescribeServiceDeployments"),
    ECS_DESCRIBE_SERVICE_REVISIONS("ecs:DescribeServiceRevisions"),
    /** The only call that changes anything. */
    ECS_CONTINUE_SERVICE_DEPLOYMENT("ecs:ContinueServiceDeployment"),
    IAM_GET_ROLE("iam:GetRole"),
    IAM_LIST_ATTACHED_ROLE_POLICIES("iam:ListAttachedRolePolicies"),
    IAM_LIST_ROLE_POLICIES("iam:ListRolePolicies"),
    IAM_GET_ROLE_POLICY("iam:GetRolePolicy"),
    IAM_GET_POLICY("iam:GetPolicy"),
    IAM_GET_POLICY_VERSION("iam:GetPolicyVersion"),
    IAM_GET_INSTANCE_PROFILE("iam:GetInstanceProfile"),
    EC2_DESCRIBE_SECURITY_GROUPS("ec2:DescribeSecurityGroups"),
    EC2_DESCRIBE_SUBNETS("ec2:DescribeSubnets"),
    EC2_DESCRIBE_ROUTE_TABLES("ec2:DescribeRouteTables"),
    EC2_DESCRIBE_NETWORK_INTERFACES("ec2:DescribeNetworkInterfaces"),
    EC2_DESCRIBE_NETWORK_ACLS("ec2:DescribeNetworkAcls"),
    EC2_DESCRIBE_VPC_ENDPOINT_SERVICE_CONFIGURATIONS("ec2:DescribeVpcEndpointServiceConfigurations"),
    EC2_GET_MANAGED_PREFIX_LIST_ENTRIES("ec2:GetManagedPrefixListEntries"),
    KMS_GET_PUBLIC_KEY("kms:GetPublicKey"),
    KMS_SIGN("kms:Sign"),
    SIGNER_GET_REVOCATION_STATUS("signer:GetRevocationStatus"),
    EC2_DESCRIBE_INSTANCES("ec2:DescribeInstances"),
    EC2_DESCRIBE_VOLUMES("ec2:DescribeVolumes"),
    EC2_DESCRIBE_IMAGES("ec2:DescribeImages"),
    SSM_DESCRIBE_INSTANCE_PATCH_STATES("ssm:DescribeInstancePatchStates"),
    ELB_DESCRIBE_TARGET_GROUPS("elasticloadbalancing:DescribeTargetGroups"),
    ELB_DESCRIBE_LOAD_BALANCERS("elasticloadbalancing:DescribeLoadBalancers"),
    ELB_DESCRIBE_LISTENERS("elasticloadbalancing:DescribeListeners"),
    ELB_DESCRIBE_RULES("elasticloadbalancing:DescribeRules"),
    ELB_DESCRIBE_LOAD_BALANCER_ATTRIBUTES("elasticloadbalancing:DescribeLoadBalancerAttributes"),
    ELB_DESCRIBE_SSL_POLICIES("elasticloadbalancing:DescribeSSLPolicies"),
    WAF_GET_WEB_ACL_FOR_RESOURCE("wafv2:GetWebACLForResource"),
    WAF_GET_IP_SET("wafv2:GetIPSet"),
    WAF_GET_RULE_GROUP("wafv2:GetRuleGroup"),
    WAF_GET_LOGGING_CONFIGURATION("wafv2:GetLoggingConfiguration"),
    SHIELD_DESCRIBE_PROTECTION("shield:DescribeProtection"),
    EC2_DESCRIBE_FLOW_LOGS("ec2:DescribeFlowLogs"),
    CLOUDTRAIL_DESCRIBE_TRAILS("cloudtrail:DescribeTrails"),
    CLOUDTRAIL_GET_TRAIL_STATUS("cloudtrail:GetTrailStatus"),
    CLOUDTRAIL_GET_EVENT_SELECTORS("cloudtrail:GetEventSelectors"),
    LOGS_DESCRIBE_METRIC_FILTERS("logs:DescribeMetricFilters"),
    CLOUDWATCH_DESCRIBE_ALARMS("cloudwatch:DescribeAlarms"),
    LOGS_DESCRIBE_LOG_GROUPS("logs:DescribeLogGroups"),
    LOGS_FILTER_EVENTS("logs:FilterLogEvents"),
    /** Has CloudWatch Logs put an answer together; changes nothing. */
    LOGS_START_QUERY("logs:StartQuery"),
    LOGS_GET_QUERY_RESULTS("logs:GetQueryResults"),
    LOGS_STOP_QUERY("logs:StopQuery"),
    RESOLVER_LIST_FIREWALL_RULE_GROUP_ASSOCIATIONS("route53resolver:ListFirewallRuleGroupAssociations"),
    RESOLVER_LIST_FIREWALL_RULES("route53resolver:ListFirewallRules"),
    RESOLVER_GET_FIREWALL_CONFIG("route53resolver:GetFirewallConfig"),
    RESOLVER_LIST_QUERY_LOG_CONFIG_ASSOCIATIONS("route53resolver:ListResolverQueryLogConfigAssociations"),
    GUARDDUTY_LIST_DETECTORS("guardduty:ListDetectors"),
    GUARDDUTY_GET_DETECTOR("guardduty:GetDetector"),
    GUARDDUTY_LIST_COVERAGE("guardduty:ListCoverage"),
    GUARDDUTY_LIST_FINDINGS("guardduty:ListFindings"),
    GUARDDUTY_GET_FINDINGS("guardduty:GetFindings"),
    INSPECTOR_LIST_COVERAGE("inspector2:ListCoverage"),
    INSPECTOR_LIST_FINDINGS("inspector2:ListFindings"),
    SECRETS_DESCRIBE("secretsmanager:DescribeSecret"),
    SECRETS_GET_RESOURCE_POLICY("secretsmanager:GetResourcePolicy"),
    SSM_DESCRIBE_PARAMETERS("ssm:DescribeParameters"),
    S3_GET_ENCRYPTION("s3:GetEncryptionConfiguration"),
    S3_GET_PUBLIC_ACCESS_BLOCK("s3:GetBucketPublicAccessBlock"),
    FIREWALL_LIST("network-firewall:ListFirewalls"),
    FIREWALL_DESCRIBE("network-firewall:DescribeFirewall"),
    FIREWALL_DESCRIBE_POLICY("network-firewall:DescribeFirewallPolicy"),
    EVENTS_LIST_BUSES("events:ListEventBuses"),
    EVENTS_LIST_RULES_BY_TARGET("events:ListRuleNamesByTarget"),
    EVENTS_LIST_TARGETS("events:ListTargetsByRule"),
    SCHEDULER_LIST("scheduler:ListSchedules"),
    SCHEDULER_GET("scheduler:GetSchedule"),
    PIPES_LIST("pipes:ListPipes"),
    PIPES_DESCRIBE("pipes:DescribePipe"),
    STATES_LIST("states:ListStateMachines"),
    STATES_DESCRIBE("states:DescribeStateMachine"),
    /** Has IAM put a report together; changes nothing. */
    IAM_GENERATE_LAST_ACCESSED("iam:GenerateServiceLastAccessedDetails"),
    IAM_GET_LAST_ACCESSED("iam:GetServiceLastAccessedDetails"),
    ANALYZER_LIST("access-analyzer:ListAnalyzers"),
    ANALYZER_FINDINGS("access-analyzer:ListFindings"),
    S3_GET_OBJECT("s3:GetObject"),
    S3_LIST_BUCKET("s3:ListBucket"),
    S3_PUT_OBJECT("s3:PutObject"),
    SSM_GET_PARAMETER("ssm:GetParameter"),
    STS_ASSUME_ROLE("sts:AssumeRole"),
    /** Needs no permission. */
    STS_GET_CALLER_IDENTITY("sts:GetCallerIdentity");

    private final String permission;

    AwsAction(String permission) {
        this.permission = permission;
    }

    String permission() {
        return permission;
    }

    /** Name of the call in the service's API. */
    String operation() {
        return permission.substring(permission.indexOf(':') + 1);
    }
}
