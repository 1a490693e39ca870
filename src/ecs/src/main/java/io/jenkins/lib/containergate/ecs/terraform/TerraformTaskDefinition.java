package io.jenkins.lib.containergate.ecs.terraform;

import io.jenkins.lib.containergate.ecs.document.Budget;
import io.jenkins.lib.containergate.ecs.document.JsonDocument;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.terraform.TerraformPlan.TerraformResource;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rewrites an {@code aws_ecs_task_definition} into what the provider sends to the ECS API.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_task_definition">aws_ecs_task_definition</a>
 */
public final class TerraformTaskDefinition {
    public static final String TYPE = "aws_ecs_task_definition";

    private static final String EXPRESS = "aws_ecs_express_gateway_service";

    /** Blocks of which there is at most one: Terraform writes a list, the API an object. */
    private static final Set<String> SINGLE = Set.of(
            "authorization_config",
            "aws_logs_configuration",
            "auto_scaling_group_provider",
            "configuration",
            "deployment_circuit_breaker",
            "deployment_configuration",
            "deployment_controller",
            "docker_volume_configuration",
            "ecs_parameters",
            "ecs_target",
            "ecs_task_parameters",
            "overrides",
            "primary_container",
            "target",
            "target_parameters",
            "efs_volume_configuration",
            "ephemeral_storage",
            "execute_command_configuration",
            "fsx_windows_file_server_volume_configuration",
            "log_configuration",
            "managed_ebs_volume",
            "managed_storage_configuration",
            "network_configuration",
            "proxy_configuration",
            "repository_credentials",
            "runtime_platform",
            "scaling_target",
            "service_connect_configuration",
            "timeout_configuration",
            "tls");

    private static final Map<String, String> RENAMED = Map.of(
            "lifecycle_hook",
            "lifecycleHooks",
            "load_balancer",
            "loadBalancers",
            "volume",
            "volumes",
            "configure_at_launch",
            "configuredAtLaunch",
            "s3_bucket_encryption_enabled",
            "s3EncryptionEnabled",
            "secret",
            "secrets",
            "service",
            "services",
            "setting",
            "settings",
            "volume_configuration",
            "volumeConfigurations");
    private static final Set<String> FREE = Set.of("driver_opts", "labels");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    private final Budget budget;

    public TerraformTaskDefinition(Budget budget) {
        this.budget = budget;
    }

    public Mapping toApi(TerraformResource resource) throws GateException {
        Map<String, Value> api = new LinkedHashMap<>();
        for (Map.Entry<String, Value> attribute : resource.values().members().entrySet()) {
            String name = attribute.getKey();
            Value value = attribute.getValue();
            switch (name) {
                case "container_definitions" -> api.put("containerDefinitions", containers(value));
                case "tags" -> tags(value, api);
                case "tags_all", "id", "arn", "arn_without_revision", "skip_destroy", "track_latest", "region" -> {}
                default -> api.put(apiName(name, value), value(name, value));
            }
        }
        return new Mapping(api, resource.values().mark());
    }

    /** Any other ECS resource: its network and its circuit breaker are nested deeper in the API. */
    public static Mapping deploymentToApi(TerraformResource resource) {
        Map<String, Value> api = new LinkedHashMap<>(block(resource.values()).members());
        if (!resource.type().equals(EXPRESS)) {
            nest(api, "networkConfiguration", "awsvpcConfiguration");
        }
        if (api.containsKey("deploymentCircuitBreaker")) {
            Value breaker = api.remove("deploymentCircuitBreaker");
            Map<String, Value> configuration = new LinkedHashMap<>();
            if (api.get("deploymentConfiguration") instanceof Mapping written) {
                configuration.putAll(written.members());
            }
            configuration.put("deploymentCircuitBreaker", breaker);
            api.put("deploymentConfiguration", new Mapping(configuration, breaker.mark()));
        }
        api.remove("tags");
        api.remove("tagsAll");
        tags(
                resource.values()
                        .members()
                        .getOrDefault("tags", new Value.Null(resource.values().mark())),
                api);
        return new Mapping(api, resource.values().mark());
    }

    /** A resource of the provider awscc: the members of the API, with underscores. */
    public static Mapping cloudControlToApi(TerraformResource resource) {
        return block(resource.values());
    }

    /** The API has a list of keys and values. */
    private static void tags(Value value, Map<String, Value> api) {
        if (value instanceof Mapping tags) {
            List<Value> items = new ArrayList<>();
            tags.members()
                    .forEach((key, text) -> items.add(
                            new Mapping(Map.of("key", new Text(key, text.mark()), "value", text), text.mark())));
            api.put("tags", new Sequence(items, tags.mark()));
        } else if (value instanceof Value.Unresolved) {
            api.put("tags", value);
        }
    }

    /** A block of Terraform, or the list of one block, becomes an object with one member. */
    private static void nest(Map<String, Value> api, String name, String inner) {
        Value value = api.get(name);
        Value block = value instanceof Sequence sequence && !sequence.items().isEmpty()
                ? sequence.items().get(0)
                : value;
        if (block instanceof Mapping || block instanceof Value.Unresolved) {
            api.put(name, new Mapping(Map.of(inner, block), block.mark()));
        } else {
            api.remove(name);
        }
    }

    private Value containers(Value value) throws GateException {
        return value instanceof Text text ? new JsonDocument(budget).readEmbedded(text) : value;
    }

    private static Value value(String name, Value value) {
        if (value instanceof Mapping mapping) {
            return FREE.contains(name) ? mapping : block(mapping);
        }
        if (!(value instanceof Sequence sequence)) {
            return value;
        }
        if (SINGLE.contains(name)) {
            return sequence.items().isEmpty()
                    ? new Value.Null(sequence.mark())
                    : value(name, sequence.items().get(0));
        }
        List<Value> items = new ArrayList<>();
        for (Value item : sequence.items()) {
            items.add(value(name, item));
        }
        return new Sequence(items, sequence.mark());
    }

    private static Mapping block(Mapping block) {
        Map<String, Value> api = new LinkedHashMap<>();
        for (Map.Entry<String, Value> attribute : block.members().entrySet()) {
            if (attribute.getKey().equals("host_path")) {
                hostPath(attribute.getValue(), api);
            } else {
                api.put(
                        apiName(attribute.getKey(), attribute.getValue()),
                        value(attribute.getKey(), attribute.getValue()));
            }
        }
        return new Mapping(api, block.mark());
    }

    /** An empty path is how the provider says that there is none. */
    private static void hostPath(Value path, Map<String, Value> api) {
        boolean none = path instanceof Value.Null
                || path instanceof Text text && text.value().isEmpty();
        if (!none) {
            api.put("host", new Mapping(Map.of("sourcePath", path), path.mark()));
        }
    }

    private static String apiName(String name, Value value) {
        // a task set names its service, Service Connect lists services
        boolean text = name.equals("service") && value instanceof Text;
        return RENAMED.getOrDefault(
                text ? "" : name,
                UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(java.util.Locale.ROOT)));
    }
}
