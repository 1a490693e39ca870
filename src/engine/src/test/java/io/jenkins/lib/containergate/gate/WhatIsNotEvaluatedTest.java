package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside a task definition that no rule objects to, and may not be passed over. */
class WhatIsNotEvaluatedTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String GOOD = TestTask.fargate().json();

    @TempDir
    private Path directory;

    private static Verdict judge(Definitions definitions) throws GateException, InterruptedException {
        return new TaskDefinitionGate(PolicyMerge.merge(List.of(), CLOCK), CLOCK)
                .judge(
                        "file",
                        definitions.tasks().stream()
                                .map(task -> new TaskFacts(task, ContainerImages.none()))
                                .toList(),
                        definitions,
                        io.jenkins.lib.containergate.ecs.account.CloudSurvey.notAsked("no access to it is given"));
    }

    private static Verdict judge(String file) throws GateException, InterruptedException {
        return judge(parse(file));
    }

    private static Definitions parse(String file) throws GateException {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of("file", file.getBytes(StandardCharsets.UTF_8)));
        return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of()).parse(files);
    }

    private static String template(String resource) {
        return "{\"Resources\": {\"Task\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + GOOD
                + "}, \"X\": " + resource + "}}";
    }

    private static String plan(String type, String after) {
        return plan(type, after, "{}");
    }

    private static String plan(String type, String after, String sensitive) {
        return "{\"resource_changes\": ["
                + change(
                        "aws_ecs_task_definition",
                        "{\"family\": \"shop\", \"network_mode\": \"awsvpc\","
                                + "\"requires_compatibilities\": [\"FARGATE\"], \"cpu\": \"256\", \"memory\": \"512\","
                                + "\"container_definitions\": " + containers() + "}",
                        "{}")
                + ", " + change(type, after, sensitive) + "]}";
    }

    private static String containers() {
        try {
            return TextNode.valueOf(new com.fasterxml.jackson.databind.ObjectMapper()
                            .readTree(GOOD)
                            .get("containerDefinitions")
                            .toString())
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String change(String type, String after, String sensitive) {
        return "{\"address\": \"" + type + ".x\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"change\": {\"actions\": [\"create\"], \"after\": " + after
                + ", \"after_unknown\": {}, \"after_sensitive\": " + sensitive + "}}";
    }

    private static List<Finding> findings(Verdict verdict) {
        return verdict.gates().get(0).findings().stream()
                .map(DecidedFinding::finding)
                .toList();
    }

    @Test
    void theDefinitionAlonePasses() throws GateException, InterruptedException {
        assertThat(judge(GOOD).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(template("{\"Type\": \"AWS::S3::Bucket\"}")).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(plan("aws_s3_bucket", "{}")).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Type\": \"AWS::ECS::Gateway\"}",
                "{\"Type\": \"AWS::ECS::GatewayClusterAssociations\"}",
                "{\"Type\": \"AWS::ECS::SomethingNew\"}",
                "{\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\": \"https://x\"}}",
                "{\"Type\": \"AWS::CloudFormation::StackSet\"}",
                "{\"Type\": \"AWS::Serverless::Application\"}",
                "{\"Type\": \"Acme::Shop::Service::MODULE\"}",
                "{\"Type\": \"AWS::Batch::JobDefinition\"}",
                "{\"Type\": \"AWS::CodeDeploy::DeploymentGroup\", \"Properties\": {\"ECSServices\": [{\"ClusterName\":"
                        + " \"c\", \"ServiceName\": \"s\"}]}}",
                "{\"Type\": \"AWS::CodeDeploy::DeploymentGroup\", \"Properties\": {\"ECSServices\": {\"Ref\": \"P\"}}}",
                "{\"Type\": \"AWS::AppRunner::Service\"}",
                "{\"Type\": \"AWS::ECR::PublicRepository\"}",
                "{\"Type\": \"AWS::ECR::RegistryPolicy\", \"Properties\": {\"PolicyText\": {\"Statement\":"
                        + " [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:*\", \"Resource\":"
                        + " \"*\"}]}}}",
                "{\"Type\": \"AWS::ECR::ReplicationConfiguration\"}",
                "{\"Type\": \"AWS::ElasticLoadBalancing::LoadBalancer\"}",
                "{\"Type\": \"AWS::ECR::PullThroughCacheRule\"}",
                "{\"Type\": \"AWS::ECR::RepositoryCreationTemplate\"}",
                "{\"Properties\": {}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionString\": {\"Fn::Sub\":"
                        + " \"{\\\"Resource\\\": \\\"arn:${AWS::Partition}:states:::ecs:runTask.sync\\\"}\"}}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"Definition\": {\"States\": {\"A\":"
                        + " {\"Resource\": \"arn:aws:states:::aws-sdk:ecs:runTask\"}}}}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionString\":"
                        + " {\"Fn::Sub\": [\"arn:aws:states:::${S}:runTask\", {\"S\": {\"Ref\": \"P\"}}]}}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionString\": {\"Ref\":"
                        + " \"P\"}}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"Input\": {\"Fn::Sub\": \"{\\\"taskRoleArn\\\":"
                        + " \\\"${P}\\\"}\"}}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"InputTransformer\": {\"InputTemplate\":"
                        + " \"{\\\"taskRoleArn\\\": <role>}\"}}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"Input\": {\"Ref\": \"P\"}}]}}",
                "{\"Type\": \"AWS::StepFunctions::StateMachine\", \"Properties\": {\"DefinitionS3Location\":"
                        + " {\"Bucket\": \"b\"}}}",
                "{\"Type\": \"AWS::Serverless::StateMachine\", \"Properties\": {\"DefinitionUri\": \"x.asl.json\"}}",
                "{\"Type\": \"AWS::CodePipeline::Pipeline\", \"Properties\": {\"Stages\": [{\"Actions\":"
                        + " [{\"ActionTypeId\": {\"Provider\": \"ECS\"}}]}]}}",
                "{\"Type\": \"AWS::Scheduler::Schedule\", \"Properties\": {\"Target\": {\"Arn\":"
                        + " \"arn:aws:scheduler:::aws-sdk:ecs:runTask\", \"Input\": \"{}\"}}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"BatchParameters\": {}}]}}",
                "{\"Type\": \"AWS::Events::Rule\", \"Properties\": {\"Targets\": [{\"EcsParameters\":"
                        + " {\"TaskDefinitionArn\": \"x\"}, \"Input\": \"{\\\"taskRoleArn\\\":"
                        + " \\\"arn:aws:iam::123456789012:role/admin\\\"}\"}]}}",
                "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"FARGATE\", \"SomethingNew\": 1}}",
                "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"LaunchType\": \"FARGATE\", \"GatewayConnectors\":"
                        + " [{\"PortName\": \"web\"}]}}",
                "{\"Type\": \"AWS::ECS::Cluster\", \"Properties\": {\"Configuration\": {\"New\": {\"A\": 1}}}}",
            })
    void aResourceThatRunsExposesOrGrantsIsUndecided(String resource) throws GateException, InterruptedException {
        Verdict verdict = judge(template(resource));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict))
                .filteredOn(Finding::undecided)
                .extracting(finding -> finding.rule().value())
                .containsOnly("every-resource-evaluated");
        Account account = verdict.gates().get(0).account();
        assertThat(account.notEvaluated())
                .anySatisfy(entry -> assertThat(entry.reason()).startsWith("X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_ecr_registry_policy",
                "aws_ecr_replication_configuration",
                "aws_ecr_pull_through_cache_rule",
                "awscc_ecr_registry_policy",
                "awscc_ecr_replication_configuration",
                "awscc_ecr_pull_through_cache_rule",
                "awscc_ecr_repository_creation_template",
                "awscc_ecr_repository",
                "aws_elb",
                "awscc_elasticloadbalancingv2_listener",
                "awscc_wafv2_web_acl",
                "awscc_ec2_security_group",
                "awscc_ec2_launch_template",
                "awscc_iam_role_policy"
            })
    void theSameResourceOfTerraformIsUndecided(String type) throws GateException, InterruptedException {
        Verdict verdict = judge(plan(type, "{}"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict))
                .filteredOn(Finding::undecided)
                .extracting(finding -> finding.rule().value())
                .containsOnly("every-resource-evaluated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::ECS::DaemonTaskDefinition|{\"ContainerDefinitions\": [{\"Name\": \"x\", \"Image\": \"evil\","
                        + " \"Privileged\": true}]}",
                "AWS::ECS::Daemon|{\"EnableExecuteCommand\": true}",
                "AWS::ECS::ExpressGatewayService|{\"PrimaryContainer\": {\"Image\": \"evil:latest\", \"Environment\":"
                        + " [{\"Name\": \"DB_PASSWORD\", \"Value\": \"hunter2\"}]}}",
                "AWS::ECS::ExpressGatewayService|{\"TaskDefinitionArn\": \"shop:1\"}",
                "AWS::ECS::TaskSet|{\"NetworkConfiguration\": {\"AwsVpcConfiguration\": {\"AssignPublicIp\":"
                        + " \"ENABLED\"}}}",
                "AWS::Events::Rule|{\"Targets\": [{\"EcsParameters\": {\"TaskDefinitionArn\": \"x\","
                        + " \"NetworkConfiguration\": {\"AwsVpcConfiguration\": {\"AssignPublicIp\": \"ENABLED\","
                        + " \"SecurityGroups\": [\"sg-1\"]}}}}]}",
                "AWS::Scheduler::Schedule|{\"Target\": {\"EcsParameters\": {\"TaskDefinitionArn\": \"x\","
                        + " \"EnableExecuteCommand\": true}}}",
                "AWS::Pipes::Pipe|{\"TargetParameters\": {\"EcsTaskParameters\": {\"TaskDefinitionArn\": \"x\","
                        + " \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"AssignPublicIp\": \"ENABLED\","
                        + " \"SecurityGroups\": [\"sg-1\"]}}}}}",
                "AWS::Pipes::Pipe|{\"TargetParameters\": {\"EcsTaskParameters\": {\"Overrides\":"
                        + " {\"ContainerOverrides\": [{\"Name\": \"w\", \"Environment\": [{\"Name\": \"DB_PASSWORD\","
                        + " \"Value\": \"hunter2\"}]}]}}}}",
                "AWS::Scheduler::Schedule|{\"Target\": {\"EcsParameters\": {\"TaskDefinitionArn\": \"x\"}, \"Input\":"
                        + " \"{\\\"containerOverrides\\\": [{\\\"command\\\": [\\\"--password=hunter2\\\"]}]}\"}}",
            })
    void whatStartsTasksIsEvaluated(String typeAndProperties) throws GateException, InterruptedException {
        String[] words = typeAndProperties.split("\\|", 2);
        Verdict verdict = judge(template("{\"Type\": \"" + words[0] + "\", \"Properties\": " + words[1] + "}"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict)).anyMatch(finding -> !finding.undecided());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "awscc_ecs_task_definition|{\"container_definitions\": [{\"name\": \"x\", \"image\": \"evil\","
                        + " \"privileged\": true}]}",
                "awscc_ecs_daemon_task_definition|{\"container_definitions\": [{\"name\": \"x\", \"image\": \"e\","
                        + " \"privileged\": true}]}",
                "awscc_ecs_task_set|{\"network_configuration\": {\"aws_vpc_configuration\": {\"assign_public_ip\":"
                        + " \"ENABLED\"}}}",
                "awscc_ecs_service|{\"enable_execute_command\": true}",
                "aws_ecs_express_gateway_service|{\"primary_container\": [{\"image\": \"evil:latest\", \"environment\":"
                        + " [{\"name\": \"DB_PASSWORD\", \"value\": \"hunter2\"}]}]}",
                "aws_cloudwatch_event_target|{\"arn\": \"x\", \"ecs_target\": [{\"task_definition_arn\": \"x\","
                        + " \"network_configuration\": [{\"assign_public_ip\": true, \"security_groups\": [\"sg-1\"]}]}]}",
                "aws_cloudwatch_event_target|{\"arn\": \"x\", \"ecs_target\": [{\"task_definition_arn\": \"x\"}],"
                        + " \"input\": \"{\\\"containerOverrides\\\": [{\\\"command\\\":"
                        + " [\\\"--password=hunter2\\\"]}]}\"}",
                "aws_scheduler_schedule|{\"target\": [{\"arn\": \"x\", \"ecs_parameters\": [{\"task_definition_arn\":"
                        + " \"x\", \"enable_execute_command\": true}]}]}",
                "aws_pipes_pipe|{\"target_parameters\": [{\"ecs_task_parameters\": [{\"task_definition_arn\": \"x\","
                        + " \"network_configuration\": [{\"aws_vpc_configuration\": [{\"assign_public_ip\": \"ENABLED\","
                        + " \"security_groups\": [\"sg-1\"]}]}]}]}]}",
                "aws_ecs_task_definition|{\"container_definitions\": \"[{\\\"name\\\": \\\"x\\\", \\\"image\\\":"
                        + " \\\"x\\\"}]\", \"tags\": {\"token\": \"hunter2\"}}",
            })
    void whatAPlanStartsIsEvaluated(String typeAndValues) throws GateException, InterruptedException {
        String[] words = typeAndValues.split("\\|", 2);
        Verdict verdict = judge(plan(words[0], words[1]));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict)).anyMatch(finding -> !finding.undecided());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_ecs_something_new",
                "awscc_ecs_gateway",
                "aws_batch_job_definition",
                "awscc_batch_job_definition",
                "aws_cloudformation_stack",
                "aws_cloudcontrolapi_resource",
                "aws_apprunner_service",
                "aws_ecrpublic_repository",
                "aws_ecr_repository_creation_template"
            })
    void aResourceOfAPlanIsUndecided(String type) throws GateException, InterruptedException {
        assertThat(judge(plan(type, "{}")).outcome()).isEqualTo(Outcome.ERROR);
    }

    /** As a plan of the provider 6 writes them: every attribute, set or not. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "aws_ecs_service",
            """
            {"alarms": [{"alarm_names": ["a"], "enable": true, "rollback": true}], "arn": null,
             "availability_zone_rebalancing": "ENABLED", "capacity_provider_strategy": [], "cluster": "shop",
             "deployment_circuit_breaker": [{"enable": true, "rollback": true}],
             "deployment_configuration": [{"bake_time_in_minutes": "5", "strategy": "BLUE_GREEN", "canary_configuration": [],
              "linear_configuration": [], "lifecycle_hook": [{"hook_target_arn": "x", "role_arn": "y", "hook_details": null,
              "lifecycle_stages": ["PRE_SCALE_UP"]}]}],
             "deployment_controller": [{"type": "ECS"}], "deployment_maximum_percent": 200,
             "deployment_minimum_healthy_percent": 100, "desired_count": 1, "enable_ecs_managed_tags": false,
             "enable_execute_command": false, "force_delete": null, "force_new_deployment": null,
             "health_check_grace_period_seconds": null, "iam_role": "r", "id": "i", "launch_type": "FARGATE",
             "load_balancer": [{"advanced_configuration": [{"alternate_target_group_arn": "t", "production_listener_rule": "p",
              "role_arn": "r", "test_listener_rule": null}], "container_name": "web", "container_port": 80, "elb_name": "",
              "target_group_arn": "t"}],
             "name": "web", "network_configuration": [{"assign_public_ip": false, "security_groups": ["sg-1"], "subnets": ["s"]}],
             "ordered_placement_strategy": [{"field": "cpu", "type": "binpack"}],
             "placement_constraints": [{"expression": null, "type": "distinctInstance"}], "platform_version": "LATEST",
             "propagate_tags": "SERVICE", "region": "eu-west-1", "scheduling_strategy": "REPLICA",
             "service_connect_configuration": [{"enabled": true, "log_configuration": [], "namespace": "n",
              "service": [{"client_alias": [{"dns_name": "d", "port": 80, "test_traffic_rules": []}], "discovery_name": "d",
              "ingress_port_override": 0, "port_name": "p", "timeout": [{"idle_timeout_seconds": 5,
              "per_request_timeout_seconds": 5}], "tls": [{"issuer_cert_authority": [{"aws_pca_authority_arn": "a"}],
              "kms_key": "k", "role_arn": "r"}]}]}],
             "service_registries": [{"container_name": "web", "container_port": 80, "port": 80, "registry_arn": "r"}],
             "sigint_rollback": true, "tags": {"a": "b"}, "tags_all": {"a": "b"}, "task_definition": "shop:1",
             "timeouts": {"delete": "20m"}, "triggers": {"redeployment": "now"},
             "volume_configuration": [{"name": "v", "managed_ebs_volume": [{"encrypted": true, "file_system_type": "xfs",
              "iops": 3000, "kms_key_id": "k", "role_arn": "r", "size_in_gb": 8, "snapshot_id": null, "throughput": 125,
              "volume_type": "gp3", "volume_initialization_rate": 100, "tag_specifications": [{"propagate_tags": "SERVICE",
              "resource_type": "volume", "tags": {"a": "b"}}]}]}],
             "vpc_lattice_configurations": [], "wait_for_steady_state": true}\
            """,
            "aws_ecs_task_set",
            """
            {"arn": null, "capacity_provider_strategy": [{"base": 0, "capacity_provider": "FARGATE", "weight": 1}],
             "cluster": "shop", "external_id": "e", "force_delete": true, "id": "i", "launch_type": "FARGATE",
             "load_balancer": [{"container_name": "web", "container_port": 80, "load_balancer_name": "", "target_group_arn": "t"}],
             "network_configuration": [{"assign_public_ip": false, "security_groups": ["sg-1"], "subnets": ["s"]}],
             "platform_version": "LATEST", "region": "eu-west-1", "scale": [{"unit": "PERCENT", "value": 100}], "service": "web",
             "service_registries": [], "stability_status": "STABILIZING", "status": "ACTIVE", "tags": null, "tags_all": {},
             "task_definition": "shop:1", "task_set_id": "t", "wait_until_stable": true, "wait_until_stable_timeout": "10m"}\
            """,
            "aws_ecs_cluster",
            """
            {"arn": null, "configuration": [{"execute_command_configuration": [{"kms_key_id": "k", "log_configuration": [{
              "cloud_watch_encryption_enabled": true, "cloud_watch_log_group_name": "g", "s3_bucket_encryption_enabled": true,
              "s3_bucket_name": "b", "s3_key_prefix": "p"}], "logging": "OVERRIDE"}], "managed_storage_configuration": [{
              "fargate_ephemeral_storage_kms_key_id": "k", "kms_key_id": "k"}]}], "id": "i", "name": "shop",
             "region": "eu-west-1", "service_connect_defaults": [{"namespace": "n"}],
             "setting": [{"name": "containerInsights", "value": "enabled"}], "tags": {}, "tags_all": {}}\
            """,
            "aws_ecs_capacity_provider",
            """
            {"arn": null, "auto_scaling_group_provider": [{"auto_scaling_group_arn": "a", "managed_draining": "ENABLED",
              "managed_scaling": [{"instance_warmup_period": 300, "maximum_scaling_step_size": 1, "minimum_scaling_step_size": 1,
              "status": "ENABLED", "target_capacity": 100}], "managed_termination_protection": "ENABLED"}], "cluster": null,
             "id": "i", "managed_instances_provider": [], "name": "p", "region": "eu-west-1", "tags": {}, "tags_all": {}}\
            """,
            "aws_ecs_express_gateway_service",
            """
            {"cluster": "shop", "cpu": "256", "current_deployment": null, "execution_role_arn": "e", "health_check_path": "/",
             "infrastructure_role_arn": "i", "ingress_paths": [], "memory": "512", "network_configuration": [{
              "security_groups": ["sg-1"], "subnets": ["s"]}], "primary_container": [{"aws_logs_configuration": [{
              "log_group": "g", "log_stream_prefix": "p"}], "command": ["run"], "container_port": 80, "environment": [{
              "name": "A", "value": "b"}], "image": "x", "repository_credentials": [], "secret": [{"name": "S",
              "value_from": "arn:aws:ssm:eu-west-1:123456789012:parameter/s"}]}], "region": "eu-west-1",
             "scaling_target": [{"auto_scaling_metric": "AVERAGE_CPU", "auto_scaling_target_value": 60, "max_task_count": 2,
              "min_task_count": 1}], "service_arn": null, "service_name": "web", "service_revision_arn": null, "tags": {},
             "tags_all": {}, "task_role_arn": "t", "timeouts": null, "wait_for_steady_state": true}\
            """);

    @Test
    void everyAttributeOfTheProviderIsKnown() throws GateException, InterruptedException {
        for (Map.Entry<String, String> resource : ATTRIBUTES.entrySet()) {
            assertThat(findings(judge(plan(resource.getKey(), resource.getValue()))))
                    .as(resource.getKey())
                    .noneMatch(
                            finding -> finding.undecided() && finding.toString().contains("the member of AWS"));
        }
    }

    @Test
    void anAttributeThatIsNotKnownIsUndecidedWhereverItIs() throws GateException, InterruptedException {
        for (Map.Entry<String, String> resource : ATTRIBUTES.entrySet()) {
            String attributes = resource.getValue().strip();
            String beside = "{\"something_new\": \"on\", " + attributes.substring(1);
            assertThat(findings(judge(plan(resource.getKey(), beside))))
                    .as(resource.getKey())
                    .anyMatch(
                            finding -> finding.undecided() && finding.toString().contains("/member 1, the member of"));
        }
        String inside = ATTRIBUTES
                .get("aws_ecs_service")
                .replace("\"assign_public_ip\"", "\"something_new\": true, \"assign_public_ip\"");
        assertThat(findings(judge(plan("aws_ecs_service", inside))))
                .anyMatch(finding -> finding.undecided() && finding.toString().contains("the member of AWS"));
    }

    @Test
    void whatAServiceOfAPlanExposesUnreadIsUndecided() throws GateException, InterruptedException {
        String lattice = ATTRIBUTES
                .get("aws_ecs_service")
                .replace(
                        "\"vpc_lattice_configurations\": []",
                        "\"vpc_lattice_configurations\": [{\"port_name\": \"p\", \"role_arn\": \"r\","
                                + " \"target_group_arn\": \"t\"}]");
        assertThat(findings(judge(plan("aws_ecs_service", lattice))))
                .anyMatch(finding -> finding.undecided() && finding.toString().contains("vpcLattice"));
    }

    private static final String PROVISIONER =
            "\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"terraform_data.x\","
                    + " \"provisioners\": [{\"type\": \"local-exec\", \"expressions\": {\"command\": {\"constant_value\":"
                    + " \"";
    private static final String PROVISIONED = "\"}}}]}]}}";

    private static String planWith(String member) {
        String plan = plan("aws_s3_bucket", "{}");
        return plan.substring(0, plan.length() - 1) + ", " + member + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"action_invocations\": [{\"address\": \"action.aws_ecs_run_task.x\", \"type\":"
                        + " \"aws_ecs_run_task\"}]",
                "\"action_invocations\": [{\"address\": \"action.aws_sfn_start_execution.x\", \"type\":"
                        + " \"aws_sfn_start_execution\"}]",
                "\"deferred_action_invocations\": [{\"reason\": \"unknown\", \"action_invocation\": {\"address\":"
                        + " \"a\", \"type\": \"aws_batch_submit_job\"}}]",
                "\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"terraform_data.x\","
                        + " \"provisioners\": [{\"type\": \"local-exec\", \"expressions\": {\"command\":"
                        + " {\"constant_value\": \"aws ecs --region x run-task\"}}}]}]}}",
                "\"configuration\": {\"root_module\": {\"module_calls\": {\"m\": {\"module\": {\"resources\":"
                        + " [{\"address\": \"null_resource.x\", \"provisioners\": [{\"expressions\": {\"command\":"
                        + " {\"constant_value\": \"aws ecs register-task-definition\"}}}]}]}}}}}",
                PROVISIONER + "aws deploy create-deployment --application-name shop" + PROVISIONED,
                PROVISIONER + "aws --region x stepfunctions start-execution --state-machine-arn a" + PROVISIONED,
                PROVISIONER + "aws codepipeline start-pipeline-execution --name shop" + PROVISIONED,
                PROVISIONER + "aws ssm send-command --document-name AWS-RunShellScript" + PROVISIONED,
                PROVISIONER + "aws ssm update-maintenance-window-task --task-arn mine" + PROVISIONED,
                PROVISIONER + "aws ecs \\\\\\n  run-task --cluster prod" + PROVISIONED,
                PROVISIONER + "aws ecs\\\\\\r\\n  --region x \\\\\\r\\n  update-service" + PROVISIONED,
                "\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"terraform_data.x\","
                        + " \"provisioners\": [{\"type\": \"local-exec\", \"expressions\": {\"command\": {\"references\":"
                        + " [\"var.region\"]}}}]}]}}",
                "\"deferred_changes\": [{\"reason\": \"unknown\"}]",
                "\"planned_values\": {\"root_module\": {\"resources\": [{\"address\": \"aws_ecs_service.y\", \"type\":"
                        + " \"aws_ecs_service\"}]}}"
            })
    void whatTerraformRunsThatStartsTasksIsUndecided(String member) throws GateException, InterruptedException {
        assertThat(findings(judge(planWith(member))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().value()).isEqualTo("every-resource-evaluated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"action_invocations\": [{\"address\": \"action.aws_lambda_invoke.x\", \"type\":"
                        + " \"aws_lambda_invoke\"}]",
                "\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"terraform_data.x\","
                        + " \"provisioners\": [{\"type\": \"local-exec\", \"expressions\": {\"command\":"
                        + " {\"constant_value\": \"aws ecs describe-services\"}}}]}]}}",
                PROVISIONER + "aws deploy list-deployments \\n echo create-deployment" + PROVISIONED,
                PROVISIONER + "aws stepfunctions describe-execution" + PROVISIONED,
                "\"complete\": false"
            })
    void whatElseTerraformRunsOrLeavesOutIsInTheAccount(String member) throws GateException, InterruptedException {
        Verdict verdict = judge(planWith(member));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .anyMatch(left -> List.of("aws_lambda_invoke", "provisioner", "rest of the plan")
                        .contains(left.kind()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"complete\": \"false\"",
                "\"complete\": 0",
                "\"errored\": \"true\"",
                "\"action_invocations\": [\"aws_ecs_run_task\"]",
                "\"action_invocations\": {\"type\": \"aws_ecs_run_task\"}",
                "\"deferred_action_invocations\": [{\"reason\": \"unknown\"}, null]",
                "\"deferred_action_invocations\": \"some\""
            })
    void aPlanThatIsNotInTheFormOfTerraformIsAnError(String member) {
        assertThatThrownBy(() -> parse(planWith(member)))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("terraform show -json");
    }

    @Test
    void aCallOfEcsInPiecesIsOne() throws GateException, InterruptedException {
        assertThat(findings(judge(template("{\"Type\": \"Custom::AWS\", \"Properties\": {\"Create\":"
                        + " {\"Fn::Join\": [\"\", [\"{\\\"service\\\":\\\"\", \"ECS\","
                        + " \"\\\",\\\"action\\\":\\\"\", \"runTask\", \"\\\"}\"]]}}}"))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().value()).isEqualTo("every-resource-evaluated"));
    }

    /** @param group as the service names it, and the rule as well */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sg-0123456789abcdef0\"",
                "{\"Ref\": \"Existing\"}",
                "{\"Fn::If\": [\"Unknown\", {\"Ref\": \"Existing\"}, \"sg-0123456789abcdef0\"]}"
            })
    void whatIsOpenedOfAGroupThatExistsIsHeldAgainstTheServiceThatNamesIt(String group)
            throws GateException, InterruptedException {
        String template =
                template("{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": {\"Ref\": \"Task\"},"
                        + " \"NetworkConfiguration\": {\"AwsvpcConfiguration\": {\"Subnets\": [\"subnet-1\"],"
                        + " \"SecurityGroups\": ["
                        + group
                        + "]}}}}, \"Open\": {\"Type\": \"AWS::EC2::SecurityGroupIngress\", \"Properties\":"
                        + " {\"GroupId\": "
                        + group
                        + ", \"IpProtocol\": \"-1\", \"CidrIp\": \"0.0.0.0/0\"}}");
        String parameter = template.substring(0, template.length() - 1)
                + ", \"Parameters\": {\"Existing\": {\"Type\": \"AWS::EC2::SecurityGroup::Id\"}}}";

        assertThat(findings(judge(parameter)))
                .anyMatch(finding -> finding.rule().value().equals("no-open-declared-group"));
    }

    @Test
    void aPlanThatEndedWithAnErrorIsNotTakenForAPlan() {
        assertThatThrownBy(() -> parse(planWith("\"errored\": true")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("ended with an error");
    }

    @Test
    void aChangeWithoutWhatComesOfItIsUndecided() throws GateException, InterruptedException {
        String plan = plan("aws_ecs_service", "null");

        assertThat(judge(plan).outcome()).isEqualTo(Outcome.ERROR);
        String gone = plan.replaceFirst(
                "(?s)(.*\"aws_ecs_service\", \"change\": \\{\"actions\": )\\[\"create\"\\]", "$1[\"delete\"]");
        assertThat(judge(gone).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aResourceWhoseConditionIsFalseIsInTheAccount() throws GateException, InterruptedException {
        String bad = template("{\"Type\": \"AWS::ECS::TaskDefinition\", \"Condition\": \"Debug\", \"Properties\": "
                + TestTask.ec2().container("\"privileged\": true").json() + "}");
        String file =
                "{\"Parameters\": {\"D\": {\"Type\": \"String\", \"Default\": \"no\"}}, \"Conditions\": {\"Debug\":"
                        + " {\"Fn::Equals\": [{\"Ref\": \"D\"}, \"yes\"]}}, " + bad.substring(1);
        Verdict verdict = judge(file);

        assertThat(verdict.gates().get(0).account().notEvaluated())
                .contains(new Account.NotEvaluated(
                        "AWS::ECS::TaskDefinition", 1, "its condition is false with the parameters of this check"));
    }

    @Test
    void aTaskDefinitionThatIsNotPartOfTheCheckIsInTheAccount() throws GateException, InterruptedException {
        String service = "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": %s}}";

        assertThat(judge(template(service.formatted("\"other:3\"")))
                        .gates()
                        .get(0)
                        .account()
                        .notEvaluated())
                .contains(new Account.NotEvaluated(
                        "task definition", 1, "X starts other:3, which is not part of this check"));
        assertThat(judge(template(service.formatted("{\"Fn::ImportValue\": \"x\"}")))
                        .gates()
                        .get(0)
                        .account()
                        .notEvaluated())
                .extracting(Account.NotEvaluated::reason)
                .contains("X starts one that is known only at deployment, which is not part of this check");
        assertThat(judge(template(service.formatted("{\"Ref\": \"Task\"}")))
                        .gates()
                        .get(0)
                        .account()
                        .notEvaluated())
                .isEmpty();
    }

    private static String blueGreen(String hook) {
        String service = "{\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"DeploymentController\": {\"Type\":"
                + " \"EXTERNAL\"}}}";
        String set = "{\"Type\": \"AWS::ECS::TaskSet\", \"Properties\": {\"TaskDefinition\": {\"Ref\": \"Task\"}}}";
        return "{\"Transform\": [\"AWS::CodeDeployBlueGreen\"], \"Hooks\": {\"Switch\": " + hook + "}, "
                + template(service).substring(1, template(service).length() - 2) + ", \"Set\": " + set + "}}";
    }

    private static String switchOf(String service, String task, String set) {
        return "{\"Type\": \"AWS::CodeDeploy::BlueGreen\", \"Properties\": {\"Applications\": [{\"Target\": {\"Type\":"
                + " \"AWS::ECS::Service\", \"LogicalID\": \"" + service
                + "\"}, \"ECSAttributes\": {\"TaskDefinitions\": [\"Task\", \""
                + task + "\"], \"TaskSets\": [\"Green\", \"" + set + "\"]}}]}}";
    }

    @Test
    void aHookThatDeploysWhatTheTemplateDeclaresIsInTheAccount() throws GateException, InterruptedException {
        Verdict verdict = judge(blueGreen(switchOf("X", "GreenTask", "Set")));

        assertThat(findings(verdict))
                .extracting(finding -> finding.rule().value())
                .doesNotContain("every-resource-evaluated");
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .contains(new Account.NotEvaluated(
                        "AWS::CodeDeploy::BlueGreen", 1, "it deploys what the template declares, which is evaluated"));
    }

    @Test
    void aHookThatDeploysAnythingElseIsUndecided() throws GateException, InterruptedException {
        for (String hook : List.of(
                switchOf("Elsewhere", "GreenTask", "Set"),
                switchOf("X", "GreenTask", "Other"),
                switchOf("X", "GreenTask", "Set").replace("\"Task\"", "\"Other\""),
                "{\"Type\": \"AWS::CodeDeploy::BlueGreen\"}",
                "{\"Type\": \"Acme::Deploy::Hook\"}",
                "\"text\"")) {
            assertThat(findings(judge(blueGreen(hook))))
                    .as(hook)
                    .extracting(finding -> finding.rule().value())
                    .contains("every-resource-evaluated");
        }
    }

    @Test
    void aGroupOfCodeDeployIsUndecidedWhenItDeploysToEcs() throws GateException, InterruptedException {
        String group = "aws_codedeploy_deployment_group";
        assertThat(findings(
                        judge(plan(group, "{\"ecs_service\": [{\"cluster_name\": \"c\", \"service_name\": \"s\"}]}"))))
                .filteredOn(Finding::undecided)
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("AppSpec", "gate taskdef FAMILY"));
        assertThat(judge(plan(group, "{\"ecs_service\": [], \"ec2_tag_filter\": []}"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(template("{\"Type\": \"AWS::CodeDeploy::DeploymentGroup\", \"Properties\": {}}"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void anAppSpecSaysWhatToEvaluateInstead() {
        assertThatThrownBy(() -> parse("version: 0.0\nResources:\n  - TargetService:\n      Type: AWS::ECS::Service\n"
                        + "      Properties:\n        TaskDefinition: \"shop:1\"\n"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("AppSpec of CodeDeploy");
    }

    @Test
    void aStateMachineOfAPlanThatRunsTasksIsUndecided() throws GateException, InterruptedException {
        String definition = TextNode.valueOf("{\"Resource\": \"arn:aws:states:::ecs:runTask\"}")
                .toString();
        assertThat(judge(plan("aws_sfn_state_machine", "{\"definition\": " + definition + "}"))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(judge(plan("aws_sfn_state_machine", "{\"definition\": \"{}\"}"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aChangeThatTerraformPutOffIsUndecided() throws GateException, InterruptedException {
        String plan = plan("aws_s3_bucket", "{}");
        assertThat(judge(plan.substring(0, plan.length() - 1)
                                + ", \"deferred_changes\": [{\"reason\": \"provider_config_unknown\","
                                + " \"resource_change\": {\"address\": \"aws_ecs_service.x\", \"mode\": \"managed\","
                                + " \"type\": \"aws_ecs_service\", \"change\": {}}}]}")
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(judge(plan.substring(0, plan.length() - 1)
                                + ", \"planned_values\": {\"root_module\": {\"child_modules\": [{\"resources\":"
                                + " [{\"address\": \"module.a.aws_ecs_service.x\", \"mode\": \"managed\", \"type\":"
                                + " \"aws_ecs_service\", \"values\": {}}]}]}}}")
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void whatTerraformMarksAsSensitiveIsASecret() throws GateException, InterruptedException {
        String whole = plan(
                "aws_ecs_task_definition",
                "{\"family\": \"b\", \"container_definitions\": " + containers() + "}",
                "{\"container_definitions\": true}");
        assertThat(findings(judge(whole)))
                .extracting(finding -> finding.rule().value())
                .contains("no-plaintext-secrets-env");
        String one = plan(
                "awscc_ecs_task_definition",
                "{\"container_definitions\": [{\"name\": \"x\", \"image\": \"x\", \"environment\": [{\"name\": \"X\","
                        + " \"value\": \"hunter2\"}]}]}",
                "{\"container_definitions\": [{\"environment\": [{\"value\": true}]}]}");
        assertThat(findings(judge(one)))
                .filteredOn(finding -> !finding.undecided())
                .extracting(finding -> finding.rule().value())
                .contains("no-plaintext-secrets-env");
    }

    @Test
    void containersThatAreKnownOnlyAfterApplyAreOneError() throws GateException, InterruptedException {
        String plan = plan("aws_ecs_task_definition", "{\"family\": \"late\"}")
                .replaceFirst(
                        "(?s)(.*)\"after_unknown\": \\{\\}", "$1\"after_unknown\": {\"container_definitions\": true}");
        List<Finding> undecided =
                findings(judge(plan)).stream().filter(Finding::undecided).toList();
        assertThat(undecided).singleElement().satisfies(finding -> {
            assertThat(finding.rule().value()).isEqualTo("every-resource-evaluated");
            assertThat(finding.toString()).contains("apply the plan").doesNotContain("--parameter");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[GOOD, BAD]",
                "{\"taskDefinition\": GOOD, \"other\": BAD}",
                "{\"taskDefinition\": GOOD, \"containerDefinitions\": [{\"name\": \"x\", \"image\": \"x\","
                        + " \"privileged\": true}]}",
                "{\"a\": {\"b\": [GOOD]}, \"c\": [{\"taskDefinition\": BAD}]}",
                "{\"taskDefinitions\": [GOOD, BAD]}",
            })
    void everyDefinitionOfADocumentIsEvaluated(String document) throws GateException, InterruptedException {
        String bad = TestTask.ec2().container("\"privileged\": true").json();
        Verdict verdict = judge(document.replace("GOOD", GOOD).replace("BAD", bad));
        assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(verdict))
                .extracting(finding -> finding.rule().value())
                .contains("no-privileged");
    }

    @Test
    void whatStandsBesideADefinitionIsUndecided() throws GateException, InterruptedException {
        assertThat(judge("{\"taskDefinition\": " + GOOD + ", \"tags\": []}").outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge("{\"taskDefinition\": " + GOOD + ", \"service\": {\"enableExecuteCommand\": true}}")
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(judge("{\"somethingNew\": true, " + GOOD.substring(1)).outcome())
                .isEqualTo(Outcome.ERROR);
    }

    private void assembly(String artifacts) throws IOException {
        Files.writeString(
                directory.resolve("manifest.json"), "{\"version\": \"36.0.0\", \"artifacts\": {" + artifacts + "}}");
    }

    @Test
    void whatAManifestOfCdkNamesIsDeployedAndMustBeThere() throws GateException, InterruptedException, IOException {
        String stack = "\"S\": {\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\": \"%s\"%s}}";
        String stage = "\"assembly-P\": {\"type\": \"cdk:cloud-assembly\", \"properties\": {\"directoryName\":"
                + " \"assembly-P\"}}";
        Files.writeString(directory.resolve("A.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assembly(stack.formatted("A.template.json", ""));
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);

        Files.writeString(directory.resolve("B.tmpl"), template("{\"Type\": \"AWS::ECS::Gateway\"}"));
        for (String artifacts : List.of(
                stack.formatted("B.template.json", ""),
                stack.formatted("B.tmpl", ""),
                stack.formatted("../A.template.json", ""),
                stage)) {
            assembly(artifacts);
            assertThatThrownBy(() -> files.read(directory, "cdk.out"))
                    .isInstanceOf(GateException.class)
                    .hasMessageContaining("which cdk.out/manifest.json names, is not among the files that are read");
        }
        Files.createDirectories(directory.resolve("assembly-P"));
        Files.writeString(directory.resolve("assembly-P").resolve("manifest.json"), "{\"version\": \"36.0.0\"}");
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aStackOfCdkIsEvaluatedWithTheParametersThatItIsDeployedWith()
            throws GateException, InterruptedException, IOException {
        String task =
                TestTask.ec2().container("\"privileged\": {\"Ref\": \"Debug\"}").json();
        Files.writeString(
                directory.resolve("A.template.json"),
                "{\"Parameters\": {\"Debug\": {\"Type\": \"String\", \"Default\": \"false\"}}, \"Resources\": {\"T\":"
                        + " {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + task + "}}}");
        for (String debug : List.of("false", "true")) {
            assembly("\"S\": {\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\":"
                    + " \"A.template.json\", \"parameters\": {\"Debug\": \"" + debug + "\"}}}");
            for (Map<String, String> given : List.of(Map.<String, String>of(), Map.of("Debug", "false"))) {
                boolean privileged = debug.equals("true") && given.isEmpty();
                assertThat(judge(new TaskDefinitionFiles(DocumentLimits.defaults(), given).read(directory, "cdk.out"))
                                .outcome())
                        .isEqualTo(privileged ? Outcome.FAIL : Outcome.PASS);
            }
        }
    }

    @Test
    void aFileThatIsNamedWithASlashAtItsEndIsNoDirectory() throws GateException, InterruptedException, IOException {
        Path file = Files.writeString(
                directory.resolve("web.json"),
                TestTask.ec2().container("\"privileged\": true").json());
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(file, "web.json/")).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aTaskDefinitionInAFileThatIsCalledAsAManifestOfCdkIsEvaluated()
            throws GateException, InterruptedException, IOException {
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        Files.writeString(directory.resolve("manifest.json"), "{\"name\": \"a web application\"}");
        assertThat(judge(files.read(directory, "tasks")).outcome()).isEqualTo(Outcome.PASS);

        String privileged = TestTask.ec2().container("\"privileged\": true").json();
        for (String text : List.of(
                privileged, "{\"version\": \"36.0.0\", " + privileged.strip().substring(1))) {
            Files.writeString(directory.resolve("manifest.json"), text);
            assertThat(judge(files.read(directory, "tasks")).outcome()).isNotEqualTo(Outcome.PASS);
        }
    }

    @Test
    void directoriesThatAreNotReadAreSaid() throws GateException, InterruptedException, IOException {
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        Files.createDirectories(directory.resolve("prod.json"));
        Files.createSymbolicLink(
                directory.resolve("assembly-x"), Files.createDirectories(directory.resolve("asset.1")));
        Verdict verdict = judge(new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of()).read(directory, "tasks"));
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .contains(new Account.NotEvaluated(
                        "directory", 3, "of the directories in a directory, only stages of CDK (assembly-*) are read"));
    }

    /** @param called as CDK calls its notes */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree.json",
                "web.metadata.json",
                "cdk.context.json",
                "validation-report.json",
                "policy-validation-report.json",
                "web.assets.json"
            })
    void aTaskDefinitionInAFileThatIsCalledAsANoteOfCdkIsEvaluated(String called)
            throws GateException, InterruptedException, IOException {
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        String privileged = TestTask.ec2().container("\"privileged\": true").json();
        for (String text : List.of(
                privileged,
                "[" + privileged + "]",
                "{\"version\": \"tree-0.1\", \"tree\": {}, "
                        + privileged.strip().substring(1),
                "{\"/a\": [], " + privileged.strip().substring(1))) {
            Path file = Files.writeString(directory.resolve(called), text);
            assertThat(judge(files.read(directory, "tasks")).outcome()).isNotEqualTo(Outcome.PASS);
            assertThat(judge(files.read(file, called)).outcome()).isNotEqualTo(Outcome.PASS);
        }
    }

    @Test
    void theNotesOfCdkAreReadOnlyAsFarAsTheirMembers() throws GateException, InterruptedException, IOException {
        DocumentLimits limits = new DocumentLimits(4_000, 64, 1_000, 1_000, 10, 10);
        Files.writeString(
                directory.resolve("web.json"), TestTask.ec2().container("").json());
        Files.writeString(
                directory.resolve("tree.json"),
                "{\"version\": \"tree-0.1\", \"tree\": {\"containerDefinitions\": [\"" + "x".repeat(5_000)
                        + "\"], \"a\":" + "[".repeat(100) + "]".repeat(100) + "}}");
        Files.writeString(
                directory.resolve("web.metadata.json"),
                "{\"/web/Task\": [{\"type\": \"aws:cdk:logicalId\", \"data\": \"" + "x".repeat(5_000) + "\"}]}");
        assertThat(judge(new TaskDefinitionFiles(limits, Map.of()).read(directory, "cdk.out"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void aTemplateThatIsDeployedWithDifferentParametersIsNotEvaluatedWithThoseOfOneStackAlone() throws IOException {
        String stack = "\"%s\": {\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\":"
                + " \"A.template.json\", \"parameters\": {\"Debug\": \"%s\"}}}";
        Files.writeString(directory.resolve("A.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        assembly(stack.formatted("A", "true") + ", " + stack.formatted("B", "false"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThatThrownBy(() -> files.read(directory, "cdk.out"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("several times with different parameters");
    }

    @Test
    void stagesAndOtherFilesOfADirectoryAreRead() throws GateException, InterruptedException, IOException {
        Path stage = Files.createDirectories(directory.resolve("assembly-Prod").resolve("assembly-Inner"));
        String bad = template("{\"Type\": \"AWS::ECS::Gateway\"}");
        Files.writeString(directory.resolve("Good.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        Files.writeString(directory.resolve("manifest.json"), "{\"version\": \"1\"}");
        Files.writeString(directory.resolve("Good.assets.json"), "{\"version\": \"1\"}");
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);

        Path inner = Files.writeString(stage.resolve("Bad.template.json"), bad);
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
        Files.delete(inner);
        Path beside = Files.writeString(directory.resolve("other.yaml"), bad);
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
        Files.delete(beside);
        Files.writeString(
                directory.resolve("taskdef.json"),
                TestTask.ec2().container("\"privileged\": true").json());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aNestedStackIsEvaluatedWhenItsTemplateIsThere() throws GateException, InterruptedException, IOException {
        String url = "{\"Fn::Join\": [\"\", [\"https://s3.\", {\"Ref\": \"AWS::Region\"}, \".\", {\"Ref\":"
                + " \"AWS::URLSuffix\"}, \"/cdk-hnb659fds-assets-\", {\"Ref\": \"AWS::AccountId\"}, \"-\","
                + " {\"Ref\": \"AWS::Region\"}, \"/0a1b.json\"]]}";
        Files.writeString(directory.resolve("Outer.template.json"), template(nested(url)));
        Files.writeString(
                directory.resolve("Outer.assets.json"),
                assets("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
        Files.writeString(directory.resolve("Inner.nested.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.PASS);
    }

    /** Each is an address where somebody else may have put another template than the one that is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"https://evil.example/0a1b.json\"",
                "\"https://s3.eu-west-1.amazonaws.com/evil/0a1b.json\"",
                "\"https://evil.example/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0a1b.json\"",
                "{\"Fn::Sub\":"
                        + " \"https://s3.${AWS::Region}.evil.example/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0a1b.json\"}",
                "{\"Fn::Sub\":"
                        + " \"https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/other.json\"}",
                "{\"Ref\": \"Where\"}",
                "{\"Fn::ImportValue\": \"x\"}"
            })
    void aNestedStackThatIsDeployedFromAnotherAddressIsUndecided(String url)
            throws GateException, InterruptedException, IOException {
        Files.writeString(directory.resolve("Outer.template.json"), template(nested(url)));
        Files.writeString(directory.resolve("Inner.nested.template.json"), template("{\"Type\": \"AWS::S3::Bucket\"}"));
        Files.writeString(
                directory.resolve("Outer.assets.json"),
                assets("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"));
        Files.writeString(directory.resolve("Evil.assets.json"), assets("evil"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(Outcome.ERROR);
    }

    /** @param passed by the outer template to the parameter of the inner one, whose default is safe */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"safe\"|PASS",
                "\"open\"|ERROR",
                "{\"Ref\": \"AWS::Region\"}|ERROR",
                "{\"Fn::Sub\": \"${Mode}\"}|ERROR",
                "{\"Ref\": \"Mode\"}|ERROR"
            })
    void aNestedStackIsDeployedWithTheValuesThatItIsGiven(String passed, Outcome outcome)
            throws GateException, InterruptedException, IOException {
        String url = "{\"Fn::Sub\":"
                + " \"https://s3.${AWS::Region}.${AWS::URLSuffix}/cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0a1b.json\"}";
        Files.writeString(
                directory.resolve("Outer.template.json"),
                template(nested(url)
                                .replace(
                                        "\"Properties\": {",
                                        "\"Properties\": {\"Parameters\": {\"Inner\": " + passed + "}, "))
                        .replaceFirst(
                                "\\{", "{\"Parameters\": {\"Mode\": {\"Type\": \"String\", \"Default\": \"open\"}}, "));
        Files.writeString(
                directory.resolve("Inner.nested.template.json"),
                template("{\"Type\": \"AWS::S3::Bucket\"}")
                        .replaceFirst(
                                "\\{",
                                "{\"Parameters\": {\"Inner\": {\"Type\": \"String\", \"Default\": \"safe\"}}, "));
        Files.writeString(
                directory.resolve("Outer.assets.json"),
                assets("cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"));
        TaskDefinitionFiles files = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of());
        assertThat(judge(files.read(directory, "cdk.out")).outcome()).isEqualTo(outcome);
    }

    private static String nested(String url) {
        return "{\"Type\": \"AWS::CloudFormation::Stack\", \"Properties\": {\"TemplateURL\": " + url
                + "}, \"Metadata\": {\"aws:asset:path\": \"Inner.nested.template.json\"}}";
    }

    private static String assets(String bucket) {
        return "{\"version\": \"38.0.1\", \"files\": {\"0a1b\": {\"source\": {\"path\":"
                + " \"Inner.nested.template.json\"}, \"destinations\": {\"current\": {\"bucketName\": \"" + bucket
                + "\", \"objectKey\": \"0a1b.json\"}}}}}";
    }

    @Test
    void aDefinitionRunsWhereItsServiceStartsIt() throws GateException {
        String silent =
                TestTask.fargate().withoutTask("requiresCompatibilities").json();
        String file = "{\"Resources\": {\"Task\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + silent
                + "}, \"X\": {\"Type\": \"AWS::ECS::Service\", \"Properties\": {\"TaskDefinition\": {\"Ref\":"
                + " \"Task\"}, HOW}}}}";
        assertThat(launchTypes(file, "\"LaunchType\": \"FARGATE\"")).containsExactly("FARGATE");
        assertThat(launchTypes(file, "\"CapacityProviderStrategy\": [{\"CapacityProvider\": \"FARGATE_SPOT\"}]"))
                .containsExactly("FARGATE");
        assertThat(launchTypes(file, "\"LaunchType\": \"EC2\"")).containsExactly("EC2");
        assertThat(launchTypes(file, "\"LaunchType\": {\"Ref\": \"Unknown\"}")).containsExactly("EC2");
        assertThat(launchTypes(file.replace("{\"Ref\": \"Task\"}", "\"other\""), "\"LaunchType\": \"FARGATE\""))
                .containsExactly("EC2");
    }

    @Test
    void aServiceOfTerraformMeansItsDefinitionWhateverTheKey() throws GateException {
        String key = "[\\\"a]b\\\"]";
        String task = FileObjections.change(
                        "aws_ecs_task_definition",
                        "web",
                        "{\"family\": \"web\", \"container_definitions\": \"[{\\\"name\\\": \\\"web\\\","
                                + " \\\"image\\\": \\\"x\\\"}]\"}",
                        "{\"arn\": true}")
                .replace("definition.web", "definition.web" + key);
        String service = FileObjections.change(
                "aws_ecs_service", "web", "{\"launch_type\": \"FARGATE\"}", "{\"task_definition\": true}");
        String of =
                FileObjections.configured("aws_ecs_service", "web", "task_definition", "aws_ecs_task_definition.web");
        assertThat(FileObjections.parsed(FileObjections.plan(Stream.of(task, service), Stream.of(of)))
                        .tasks()
                        .get(0)
                        .launchTypes())
                .containsExactly(LaunchType.FARGATE);
    }

    private static List<String> launchTypes(String file, String how) throws GateException {
        return parse(file.replace("HOW", how)).tasks().get(0).launchTypes().stream()
                .map(Enum::name)
                .toList();
    }

    @Test
    void aDaemonSharesWhatItCallsShared() throws GateException, InterruptedException {
        assertThat(rulesOfDaemon("\"PidMode\": \"shared\"")).contains("no-host-pid");
        assertThat(rulesOfDaemon("\"IpcMode\": \"shared\"")).contains("every-resource-evaluated");
        assertThat(rulesOfDaemon("\"PidMode\": \"none\", \"IpcMode\": \"none\""))
                .doesNotContain("no-host-pid", "every-resource-evaluated");
    }

    private static List<String> rulesOfDaemon(String modes) throws GateException, InterruptedException {
        String daemon = "{\"Type\": \"AWS::ECS::DaemonTaskDefinition\", \"Properties\": {" + modes
                + ", \"ContainerDefinitions\": [{\"Name\": \"x\", \"Image\": \"x\"}]}}";
        return findings(judge(template(daemon))).stream()
                .map(finding -> finding.rule().value())
                .toList();
    }

    @Test
    void theAccountSaysWhatWasEvaluatedAndWhatWasNot() throws GateException, InterruptedException {
        Account account = judge(template("{\"Type\": \"AWS::ECS::Gateway\"}"))
                .gates()
                .get(0)
                .account();
        assertThat(account.evaluated()).containsExactly(new Account.Evaluated("task definition", 1));
        assertThat(account.notEvaluated())
                .containsExactly(new Account.NotEvaluated(
                        "AWS::ECS::Gateway", 1, "X: it exposes services, and this version does not evaluate how"));
    }
}
