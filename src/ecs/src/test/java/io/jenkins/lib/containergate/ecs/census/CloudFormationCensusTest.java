package io.jenkins.lib.containergate.ecs.census;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.ecs.census.Classified.Treatment;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every type of ECS and every member of it in CloudFormation's schemas, as cfn-lint brings them, is classified. */
@Tag("peers")
class CloudFormationCensusTest {
    private static final String CFN_LINT = "cfn-lint==1.58.0";
    private static final String REGION = "us-east-1.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, JsonNode> SCHEMAS = new TreeMap<>();

    @BeforeAll
    static void readTheSchemas() throws IOException, InterruptedException {
        Peer.needs("python3");
        Path environment = Peer.tree("cfn-lint", directory -> {
            Peer.run(directory, "python3", "-m", "venv", "venv");
            Peer.run(directory, "venv/bin/pip", "--quiet", "install", CFN_LINT);
        });
        Path schemas;
        try (Stream<Path> lib = Files.list(environment.resolve("venv/lib"))) {
            schemas = lib.findFirst().orElseThrow().resolve("site-packages/cfnlint/data/schemas");
        }
        JsonNode index =
                JSON.readTree(schemas.resolve("providers").resolve(REGION).toFile());
        index.fieldNames().forEachRemaining(type -> {
            if (type.startsWith("AWS::ECS::")) {
                SCHEMAS.put(
                        type,
                        read(schemas.resolve("resources/" + index.get(type).asText() + ".json")));
            }
        });
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    @Test
    void everyTypeIsListedAndNoOther() {
        assertThat(MemberCensus.standard().types().keySet())
                .as("new types of ECS: classify them in members.txt, and read them")
                .containsExactlyInAnyOrderElementsOf(SCHEMAS.keySet());
    }

    @Test
    void everyMemberOfATypeThatIsEvaluatedIsListedAndNoOther() {
        SCHEMAS.forEach((type, schema) -> {
            if (MemberCensus.standard().types().get(type).treatment() == Treatment.EVALUATED) {
                Set<String> members = new TreeSet<>();
                new Walk(schema).members(schema, "", members, Set.of());
                assertThat(members)
                        .as("members of " + type + " that the schema has by now: they come later no more")
                        .doesNotContainAnyElementsOf(
                                MemberCensus.standard().later().getOrDefault(type, Set.of("none")));
                assertThat(MemberCensus.standard().paths(type))
                        .as("members of " + type + ": classify them in members.txt as evaluated, harmless or undecided")
                        .containsExactlyInAnyOrderElementsOf(members);
            }
        });
    }

    @Test
    void whatIsNotEvaluatedSaysWhy() {
        MemberCensus census = MemberCensus.standard();
        census.types().forEach((type, classified) -> {
            assertThat(classified.reason().isEmpty()).isEqualTo(classified.treatment() == Treatment.EVALUATED);
            for (String path : census.paths(type)) {
                Classified member = census.member(type, path).orElseThrow();
                assertThat(member.reason().isEmpty())
                        .as(type + " " + path)
                        .isEqualTo(member.treatment() == Treatment.EVALUATED);
            }
        });
    }

    /** Leaves of a schema, whatever refers to them. */
    private record Walk(JsonNode schema) {
        void members(JsonNode given, String path, Set<String> found, Set<String> above) {
            JsonNode node = given;
            Set<String> seen = new HashSet<>(above);
            while (node.has("$ref")) {
                String reference = node.get("$ref").asText();
                if (!seen.add(reference)) {
                    found.add(path);
                    return;
                }
                node = schema.get("definitions").get(reference.substring(reference.lastIndexOf('/') + 1));
            }
            if (node.has("properties")) {
                for (Map.Entry<String, JsonNode> property :
                        node.get("properties").properties()) {
                    String name = property.getKey();
                    members(property.getValue(), path.isEmpty() ? name : path + "/" + name, found, seen);
                }
            } else if (node.has("items")) {
                members(node.get("items"), path, found, seen);
            } else if (node.has("oneOf") || node.has("anyOf")) {
                JsonNode all = node.has("oneOf") ? node.get("oneOf") : node.get("anyOf");
                for (JsonNode each : all) {
                    members(each, path, found, seen);
                }
            } else {
                found.add(path);
            }
        }
    }
}
