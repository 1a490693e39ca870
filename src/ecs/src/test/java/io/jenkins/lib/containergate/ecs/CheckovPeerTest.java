package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleCatalogue;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleSource;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans and templates with one fault each: where checkov objects to what is of ECS, so do our rules. */
@Tag("peers")
class CheckovPeerTest {
    private static final String VERSION = "checkov==3.3.30";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Checks of checkov that no rule of ours answers, and why. */
    private static final Map<String, String> EXPLAINED = Map.of();

    private static final String PLAN = """
        {"format_version": "1.2", "terraform_version": "1.9.0",
         "planned_values": {"root_module": {"resources": [
          {"address": "aws_ecs_cluster.c", "mode": "managed", "type": "aws_ecs_cluster", "name": "c",
           "values": {"name": "prod", "setting": [{"name": "containerInsights", "value": "enabled"}],
             "configuration": [{"execute_command_configuration": [{"kms_key_id": "k", "logging": "OVERRIDE",
               "log_configuration": [{"cloud_watch_encryption_enabled": true, "cloud_watch_log_group_name": "g"}]}]}]}},
          {"address": "aws_ecs_task_definition.t", "mode": "managed", "type": "aws_ecs_task_definition", "name": "t",
           "values": {"family": "shop", "network_mode": "awsvpc", "requires_compatibilities": ["EC2"], "pid_mode": null,
             "task_role_arn": "arn:aws:iam::123456789012:role/shop",
             "execution_role_arn": "arn:aws:iam::123456789012:role/shop-execution",
             "volume": [{"name": "data", "efs_volume_configuration": [{"file_system_id": "fs-1",
               "transit_encryption": "ENABLED"}]}],
             "container_definitions": [{"name": "web", "image": "web:1", "privileged": false,
               "readonlyRootFilesystem": true}]}},
          {"address": "aws_ecs_service.s", "mode": "managed", "type": "aws_ecs_service", "name": "s",
           "values": {"name": "shop", "launch_type": "FARGATE", "platform_version": "LATEST",
             "network_configuration": [{"assign_public_ip": false, "subnets": ["subnet-1"],
               "security_groups": ["sg-1"]}]}}]}}}
        """;

    private static final String TEMPLATE = """
        {"Resources": {
          "Cluster": {"Type": "AWS::ECS::Cluster", "Properties": {
            "ClusterSettings": [{"Name": "containerInsights", "Value": "enabled"}]}},
          "Task": {"Type": "AWS::ECS::TaskDefinition", "Properties": {
            "Volumes": [{"Name": "data", "EFSVolumeConfiguration": {"FilesystemId": "fs-1",
              "TransitEncryption": "ENABLED"}}],
            "ContainerDefinitions": [{"Name": "web", "Image": "web:1", "ReadonlyRootFilesystem": true}]}}}}
        """;

    @TempDir
    static Path directory;

    private static Path checkov;

    @BeforeAll
    static void install() throws Exception {
        Peer.needs("python3");
        Path tree = Peer.tree("checkov", root -> {
            Peer.run(root, "python3", "-m", "venv", root.resolve("venv").toString());
            Peer.run(root, root.resolve("venv/bin/python").toString(), "-m", "pip", "install", "--quiet", VERSION);
        });
        checkov = tree.resolve("venv/bin/checkov");
    }

    private static ObjectNode values(JsonNode plan, int resource) {
        return (ObjectNode) plan.at("/planned_values/root_module/resources/" + resource + "/values");
    }

    private static ObjectNode exec(JsonNode plan) {
        return (ObjectNode) values(plan, 0).at("/configuration/0/execute_command_configuration/0");
    }

    private static ObjectNode container(JsonNode plan) {
        return (ObjectNode) values(plan, 1).at("/container_definitions/0");
    }

    private static Map<String, Consumer<JsonNode>> faultsOfPlans() {
        Map<String, Consumer<JsonNode>> faults = new LinkedHashMap<>();
        faults.put("none", plan -> {});
        faults.put("insights-off", plan -> ((ObjectNode) values(plan, 0).at("/setting/0")).put("value", "disabled"));
        faults.put("insights-unset", plan -> values(plan, 0).putArray("setting"));
        faults.put("exec-logging-none", plan -> exec(plan).put("logging", "NONE"));
        faults.put("exec-key-unset", plan -> exec(plan).putNull("kms_key_id"));
        faults.put(
                "exec-log-plain",
                plan -> ((ObjectNode) exec(plan).at("/log_configuration/0"))
                        .put("cloud_watch_encryption_enabled", false));
        faults.put(
                "exec-bucket-plain",
                plan -> ((ObjectNode) exec(plan).at("/log_configuration/0"))
                        .putNull("cloud_watch_log_group_name")
                        .put("cloud_watch_encryption_enabled", false)
                        .put("s3_bucket_name", "b")
                        .put("s3_bucket_encryption_enabled", false));
        faults.put(
                "efs-plain",
                plan -> ((ObjectNode) values(plan, 1).at("/volume/0/efs_volume_configuration/0"))
                        .put("transit_encryption", "DISABLED"));
        faults.put(
                "efs-unset",
                plan -> ((ObjectNode) values(plan, 1).at("/volume/0/efs_volume_configuration/0"))
                        .putNull("transit_encryption"));
        faults.put("privileged", plan -> container(plan).put("privileged", true));
        faults.put("writable", plan -> container(plan).put("readonlyRootFilesystem", false));
        faults.put("writable-unset", plan -> container(plan).remove("readonlyRootFilesystem"));
        faults.put("host-pid", plan -> values(plan, 1).put("pid_mode", "host"));
        faults.put(
                "one-role", plan -> values(plan, 1).put("execution_role_arn", "arn:aws:iam::123456789012:role/shop"));
        faults.put(
                "public-address",
                plan -> ((ObjectNode) values(plan, 2).at("/network_configuration/0")).put("assign_public_ip", true));
        faults.put("old-platform", plan -> values(plan, 2).put("platform_version", "1.3.0"));
        faults.put(
                "second-container",
                plan -> ((ArrayNode) values(plan, 1).get("container_definitions"))
                        .addObject()
                        .put("name", "proxy")
                        .put("image", "proxy:1")
                        .put("privileged", true));
        return faults;
    }

    private static Map<String, Consumer<JsonNode>> faultsOfTemplates() {
        Map<String, Consumer<JsonNode>> faults = new LinkedHashMap<>();
        faults.put("none", template -> {});
        faults.put(
                "insights-off",
                template -> ((ObjectNode) template.at("/Resources/Cluster/Properties/ClusterSettings/0"))
                        .put("Value", "disabled"));
        faults.put(
                "insights-unset",
                template -> ((ObjectNode) template.at("/Resources/Cluster/Properties")).remove("ClusterSettings"));
        faults.put(
                "efs-plain",
                template -> ((ObjectNode) template.at("/Resources/Task/Properties/Volumes/0/EFSVolumeConfiguration"))
                        .put("TransitEncryption", "DISABLED"));
        faults.put(
                "efs-unset",
                template -> ((ObjectNode) template.at("/Resources/Task/Properties/Volumes/0/EFSVolumeConfiguration"))
                        .remove("TransitEncryption"));
        return faults;
    }

    /** Containers are a text of JSON in a plan. */
    private static String written(JsonNode plan) {
        values(plan, 1)
                .put(
                        "container_definitions",
                        values(plan, 1).get("container_definitions").toString());
        ArrayNode changes = ((ObjectNode) plan).putArray("resource_changes");
        plan.at("/planned_values/root_module/resources").forEach(resource -> {
            ObjectNode change = changes.addObject();
            change.put("address", resource.get("address").asText())
                    .put("mode", "managed")
                    .put("type", resource.get("type").asText())
                    .put("name", resource.get("name").asText());
            ObjectNode state = change.putObject("change");
            state.putArray("actions").add("create");
            state.putNull("before");
            state.set("after", resource.get("values"));
            state.putObject("after_unknown");
        });
        return plan.toString();
    }

    /** Ids of the checks that fail on resources of ECS, by file. */
    private static Map<String, Set<String>> askCheckov(Path files, String framework) throws Exception {
        String said = Peer.run(
                files,
                List.of("CHECKOV_RENDER_MAX_LEN=0", "LOG_LEVEL=ERROR"),
                checkov.toString(),
                "--directory",
                files.toString(),
                "--framework",
                framework,
                "--output",
                "json",
                "--compact",
                "--quiet",
                "--soft-fail",
                "--skip-download");
        Map<String, Set<String>> failed = new TreeMap<>();
        for (JsonNode check : JSON.readTree(said).at("/results/failed_checks")) {
            String resource = check.get("resource").asText();
            if (resource.contains("aws_ecs_") || resource.contains("AWS::ECS::")) {
                failed.computeIfAbsent(
                                Path.of(check.get("file_path").asText())
                                        .getFileName()
                                        .toString(),
                                unused -> new TreeSet<>())
                        .add(check.get("check_id").asText());
            }
        }
        return failed;
    }

    /** Ids of checkov that those of our rules are traced to that do not pass. */
    private static Set<String> askOurs(String name, String content) throws Exception {
        Definitions definitions = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(new TreeMap<>(Map.of(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        List<RuleEvaluation> evaluations = new ArrayList<>();
        for (TaskDefinition task : definitions.tasks()) {
            evaluations.addAll(TaskRules.all()
                    .evaluate(new TaskFacts(task, ContainerImages.none()))
                    .evaluations());
        }
        for (Deployment each : definitions.deployments()) {
            evaluations.addAll(DeploymentRules.all().evaluate(each).evaluations());
        }
        return evaluations.stream()
                .filter(each -> Set.of(RuleOutcome.FAIL, RuleOutcome.ERROR)
                        .contains(each.result().outcome()))
                .flatMap(each -> each.rule().sources().stream())
                .filter(source -> source.catalogue() == RuleCatalogue.CHECKOV)
                .map(RuleSource::item)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param checks numbers of those that the faults are made for */
    private static void compare(String framework, Map<String, String> files, Integer... checks) throws Exception {
        Path place = Files.createDirectory(directory.resolve(framework));
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(place.resolve(file.getKey()), file.getValue());
        }
        Map<String, Set<String>> theirs = askCheckov(place, framework);
        List<String> missed = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Set<String> ours = askOurs(file.getKey(), file.getValue());
            theirs.getOrDefault(file.getKey(), Set.of()).stream()
                    .filter(check -> !ours.contains(check) && !EXPLAINED.containsKey(check))
                    .forEach(check -> missed.add(file.getKey() + " " + check));
        }

        assertThat(theirs.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
                .as("checkov was asked")
                .containsAll(Stream.of(checks).map(check -> "CKV_AWS_" + check).toList());
        assertThat(missed).isEmpty();
    }

    private static Map<String, String> made(String base, Map<String, Consumer<JsonNode>> faults, boolean plan)
            throws Exception {
        Map<String, String> files = new TreeMap<>();
        for (Map.Entry<String, Consumer<JsonNode>> fault : faults.entrySet()) {
            JsonNode root = JSON.readTree(base);
            fault.getValue().accept(root);
            files.put(fault.getKey() + ".json", plan ? written(root) : root.toString());
        }
        return files;
    }

    /** CKV_AWS_334 and 335 look for {@code privilege} and {@code pidMode} of a container, which ECS does not have. */
    @Test
    void whatCheckovObjectsToInPlansDoesNotPass() throws Exception {
        compare("terraform_plan", made(PLAN, faultsOfPlans(), true), 65, 97, 223, 224, 249, 332, 333, 336);
    }

    @Test
    void whatCheckovObjectsToInTemplatesDoesNotPass() throws Exception {
        compare("cloudformation", made(TEMPLATE, faultsOfTemplates(), false), 65, 97);
    }

    @Test
    void everyRuleThatIsTracedToCheckovFailsOnOneOfThem() throws Exception {
        Set<String> failed = new TreeSet<>();
        for (Map.Entry<String, String> file : made(PLAN, faultsOfPlans(), true).entrySet()) {
            failed.addAll(askOurs(file.getKey(), file.getValue()));
        }
        Set<String> traced = Stream.concat(TaskRules.all().rules().stream(), DeploymentRules.all().rules().stream())
                .flatMap(rule -> rule.metadata().sources().stream())
                .filter(source -> source.catalogue() == RuleCatalogue.CHECKOV)
                .map(RuleSource::item)
                .collect(Collectors.toSet());

        assertThat(failed).containsAll(traced);
    }
}
