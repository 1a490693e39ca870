package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.JudgedFile.containers;
import static io.jenkins.lib.containergate.gate.JudgedFile.findings;
import static io.jenkins.lib.containergate.gate.JudgedFile.judge;
import static io.jenkins.lib.containergate.gate.JudgedFile.parse;
import static io.jenkins.lib.containergate.gate.JudgedFile.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan of Terraform holds beside a task definition that no rule objects to, and may not be passed over. */
class WhatOfAPlanIsNotEvaluatedTest {
    /** A block removed with destroy = false. */
    @Test
    void whatTerraformOnlyForgetsIsSaid() throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.of(
                        FileObjections.change("aws_ecs_cluster", "c", "{\"name\": \"c\"}", "{}"),
                        FileObjections.change("aws_ecs_service", "x", "null", "{}")
                                .replaceAll("create(?!.*create)", "forget")),
                Stream.of());
        assertThat(FileObjections.shown(FileObjections.findings(plan), Finding::undecided))
                .isEmpty();
        assertThat(FileObjections.parsed(plan).leftOut().notEvaluated())
                .anyMatch(each -> each.reason().contains("Terraform only forgets it"));
    }

    @Test
    void aResourceOfWhichNothingIsKnownIsUndecided() throws GateException, InterruptedException {
        String plan = FileObjections.plan(
                Stream.of(FileObjections.change("aws_ecs_task_definition", "x", "{}", "true")), Stream.of());
        assertThat(FileObjections.shown(FileObjections.findings(plan), Finding::undecided))
                .containsExactly("every-resource-evaluated undecided");
    }

    /** It masks what it marks, so that a secret in it is not seen. */
    @Test
    void containersOfAResourceThatIsSensitiveAsAWholeAreSensitive() throws GateException, InterruptedException {
        String values = "{\"family\": \"x\", \"network_mode\": \"awsvpc\", \"requires_compatibilities\": [\"FARGATE\"],"
                + " \"cpu\": \"256\", \"memory\": \"512\", \"container_definitions\": " + containers() + "}";
        assertThat(judge(plan("aws_ecs_task_definition", values, "{}")).outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(plan("aws_ecs_task_definition", values, "true")).outcome())
                .isNotEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "1.2", "null", "[\"1.2\"]"})
    void aFormatThatIsNoTextIsRefused(String version) {
        assertThatThrownBy(() -> parse("{\"format_version\": " + version + ", \"resource_changes\": []}"))
                .hasMessageContaining("format_version");
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

    private static String planWith(String member) {
        String plan = plan("aws_s3_bucket", "{}");
        return plan.substring(0, plan.length() - 1) + ", " + member + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"deferred_changes\": [{\"reason\": \"unknown\"}]",
                "\"planned_values\": {\"root_module\": {\"resources\": [{\"address\": \"aws_ecs_service.y\", \"type\":"
                        + " \"aws_ecs_service\"}]}}"
            })
    void whatAPlanDoesNotHoldIsUndecided(String member) throws GateException, InterruptedException {
        assertThat(findings(judge(planWith(member))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().value()).isEqualTo("every-resource-evaluated"));
    }

    /** What runs when a plan is made or applied is named, whatever it does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"action_invocations\": [{\"address\": \"action.aws_ecs_run_task.x\", \"type\":"
                        + " \"aws_ecs_run_task\"}]|aws_ecs_run_task|action.aws_ecs_run_task.x",
                "\"deferred_action_invocations\": [{\"reason\": \"unknown\", \"action_invocation\": {\"address\":"
                        + " \"a\", \"type\": \"aws_batch_submit_job\"}}]|aws_batch_submit_job|a",
                "\"configuration\": {\"root_module\": {\"module_calls\": {\"m\": {\"module\": {\"resources\":"
                        + " [{\"address\": \"null_resource.x\", \"provisioners\": [{\"expressions\": {\"command\":"
                        + " {\"constant_value\": \"aws ecs run-task\"}}}]}]}}}}}|provisioner|null_resource.x",
                "\"configuration\": {\"root_module\": {\"resources\": [{\"address\": \"data.external.x\", \"mode\":"
                        + " \"data\", \"type\": \"external\"}]}}|external|data.external.x",
                "\"complete\": false|rest of the plan|Terraform says"
            })
    void whatTerraformRunsOrLeavesOutIsInTheAccount(String member, String kind, String address)
            throws GateException, InterruptedException {
        Verdict verdict = judge(planWith(member));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.gates().get(0).account().notEvaluated())
                .anyMatch(left -> left.kind().equals(kind) && left.reason().startsWith(address));
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
}
