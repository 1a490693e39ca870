package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.fault.GateException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Launch templates and launch configurations: the metadata service and the user data of their instances. */
final class DeclaredHosts {
    private static final List<String> USER_DATA = List.of("UserData", "user_data", "user_data_base64");
    private static final Pattern CONTAINER_INSTANCE =
            Pattern.compile("ECS_CLUSTER|/etc/ecs/|ecs\\.config|\\[settings\\.ecs");
    /** A variable of the agent of ECS, or the setting of Bottlerocket. */
    private static final Pattern BLOCKS = Pattern.compile(
            "^[^#\\n]{0,400}?ECS_AWSVPC_BLOCK_IMDS[\"']?\\s*[=:]\\s*[\"']?true|^[^#\\n]{0,400}?awsvpc-block-imds\\s*=\\s*true",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    /** As the agent of ECS registers it. */
    private static final String BLOCKED = "ecs.capability.task-eni-block-instance-metadata";
    /** What a launch configuration and a template get where they do not say. */
    private static final int HOP_LIMIT = 1;

    private DeclaredHosts() {}

    /** @param data of a launch template, or the launch configuration itself */
    static Wall.HostTemplate facts(Written data) {
        List<String> texts = userData(data.value());
        boolean container =
                texts.stream().anyMatch(text -> CONTAINER_INSTANCE.matcher(text).find());
        boolean blocks = texts.stream().anyMatch(text -> BLOCKS.matcher(text).find());
        return new Wall.HostTemplate(
                container, Written.lookup(() -> metadata(data)), blocks ? Map.of(BLOCKED, "") : Map.of());
    }

    private static Host.Metadata metadata(Written data) throws GateException {
        Optional<Written> options = data.object("MetadataOptions", "metadata_options");
        if (options.isEmpty()) {
            return new Host.Metadata(true, false, HOP_LIMIT);
        }
        String limit = options.get()
                .text("HttpPutResponseHopLimit", "http_put_response_hop_limit")
                .orElse(Integer.toString(HOP_LIMIT));
        return new Host.Metadata(
                !options.get()
                        .computed("HttpEndpoint", "http_endpoint")
                        .orElse("enabled")
                        .equals("disabled"),
                options.get()
                        .text("HttpTokens", "http_tokens")
                        .orElse("optional")
                        .equals("required"),
                limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : Integer.MAX_VALUE);
    }

    /** Its user data as text; the settings beside it hold no secrets. */
    static Mapping searched(Written data) {
        Map<String, Value> found = new LinkedHashMap<>();
        if (data.value() instanceof Mapping mapping) {
            for (String name : USER_DATA) {
                Value value = mapping.members().get(name);
                if (value instanceof Text text) {
                    found.put(name, new Text(decoded(text.value()), text.mark()));
                } else if (value != null) {
                    found.put(name, value);
                }
            }
        }
        if (data.value() instanceof Unresolved later) {
            found.put(USER_DATA.get(0), later);
        }
        return new Mapping(found, data.value().mark());
    }

    private static List<String> userData(Value data) {
        if (data instanceof Unresolved later) {
            return later.parts().stream().map(DeclaredHosts::decoded).toList();
        }
        if (!(data instanceof Mapping mapping)) {
            return List.of();
        }
        return USER_DATA.stream()
                .map(mapping.members()::get)
                .flatMap(value -> value instanceof Text text
                        ? List.of(decoded(text.value())).stream()
                        : value instanceof Unresolved later
                                ? later.parts().stream().map(DeclaredHosts::decoded)
                                : List.<String>of().stream())
                .toList();
    }

    /** What is no text as it stands, such as gzip, is left for the search for secrets to open. */
    private static String decoded(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return text;
        }
    }
}
