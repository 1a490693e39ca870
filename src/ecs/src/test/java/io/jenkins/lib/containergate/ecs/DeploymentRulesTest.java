package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.deployment.CapacityProvider;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.TaskSet;
import io.jenkins.lib.containergate.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeploymentRulesTest {
    private static final Path RULE_CLASSES = Path.of("src/main/java/io/jenkins/lib/containergate/ecs/deployment/rules")
            .toAbsolutePath();

    @Test
    void everyRuleClassIsRegisteredAndTested() throws IOException, ClassNotFoundException {
        try (Stream<Path> files = Files.list(RULE_CLASSES)) {
            List<String> classes = files.map(
                            file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Rule"))
                    .toList();
            assertThat(DeploymentRules.all().rules())
                    .extracting(rule -> rule.getClass().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(classes);
        }
        for (Rule<Deployment> rule : DeploymentRules.all().rules()) {
            assertThat(DeploymentRuleContract.class)
                    .isAssignableFrom(Class.forName(rule.getClass().getName() + "Test"));
        }
    }

    @Test
    void aTerraformPlanDeclaresTheSame() {
        List<Deployment> found = TestDeployment.all("""
            {"resource_changes": [
              {"address": "aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service", "change": {"actions": ["create"],
                "after": {"name": "web", "launch_type": "FARGATE", "platform_version": "1.3.0", "enable_execute_command": true,
                  "network_configuration": [{"assign_public_ip": true, "subnets": ["subnet-1"], "security_groups": null}],
                  "deployment_circuit_breaker": [{"enable": true, "rollback": false}],
                  "service_connect_configuration": [{"enabled": true, "service": [{"port_name": "web", "tls": []}]}],
                  "load_balancer": []},
                "after_unknown": {"id": true}}},
              {"address": "aws_ecs_cluster.prod", "mode": "managed", "type": "aws_ecs_cluster", "change": {"actions": ["create"],
                "after": {"name": "prod", "setting": [{"name": "containerInsights", "value": "disabled"}],
                  "configuration": [{"execute_command_configuration": [{"logging": "NONE"}]}]}, "after_unknown": {}}},
              {"address": "aws_ecs_task_set.t", "mode": "managed", "type": "aws_ecs_task_set", "change": {"actions": ["create"],
                "after": {"network_configuration": [{"assign_public_ip": true}]}, "after_unknown": {}}},
              {"address": "aws_ecs_capacity_provider.c", "mode": "managed", "type": "aws_ecs_capacity_provider",
               "change": {"actions": ["create"], "after": {"auto_scaling_group_provider": [
                  {"managed_termination_protection": "DISABLED"}]}, "after_unknown": {}}}]}
            """);
        assertThat(found)
                .hasExactlyElementsOfTypes(Service.class, Cluster.class, TaskSet.class, CapacityProvider.class);
        assertThat(found.stream()
                        .flatMap(each -> DeploymentRules.all().evaluate(each).findings().stream())
                        .map(finding -> finding.rule().value()))
                .contains(
                        "no-public-ip",
                        "no-public-ip-task-set",
                        "explicit-security-group",
                        "exec-disabled",
                        "fargate-latest-platform",
                        "service-connect-tls",
                        "deployment-circuit-breaker",
                        "container-insights",
                        "exec-logging",
                        "managed-termination-protection");
    }

    @Test
    void aFileOfServicesAloneIsJudged() {
        assertThat(TestDeployment.service("EnableExecuteCommand: true")).isInstanceOf(Service.class);
    }
}
