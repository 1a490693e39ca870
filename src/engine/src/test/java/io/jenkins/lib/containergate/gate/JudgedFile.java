package io.jenkins.lib.containergate.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file with one task definition that passes, what stands beside it, and the verdict on both. */
final class JudgedFile {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    static final String GOOD = TestTask.fargate().json();

    private JudgedFile() {}

    static Verdict judge(Definitions definitions) throws GateException, InterruptedException {
        return new TaskDefinitionGate(PolicyMerge.merge(List.of(), CLOCK), CLOCK)
                .judge(
                        "file",
                        definitions.tasks().stream()
                                .map(task -> new TaskFacts(task, ContainerImages.none()))
                                .toList(),
                        definitions,
                        CloudSurvey.notAsked("no access to it is given"));
    }

    static Verdict judge(String file) throws GateException, InterruptedException {
        return judge(parse(file));
    }

    static Definitions parse(String file) throws GateException {
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of("file", file.getBytes(StandardCharsets.UTF_8)));
        return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of()).parse(files);
    }

    static String template(String resource) {
        return "{\"Resources\": {\"Task\": {\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": " + GOOD
                + "}, \"X\": " + resource + "}}";
    }

    static String plan(String type, String after) {
        return plan(type, after, "{}");
    }

    static String plan(String type, String after, String sensitive) {
        return "{\"resource_changes\": ["
                + change(
                        "aws_ecs_task_definition",
                        "{\"family\": \"shop\", \"network_mode\": \"awsvpc\","
                                + "\"requires_compatibilities\": [\"FARGATE\"], \"cpu\": \"256\", \"memory\": \"512\","
                                + "\"container_definitions\": " + containers() + "}",
                        "{}")
                + ", " + change(type, after, sensitive) + "]}";
    }

    static String containers() {
        try {
            return TextNode.valueOf(new ObjectMapper()
                            .readTree(GOOD)
                            .get("containerDefinitions")
                            .toString())
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String change(String type, String after, String sensitive) {
        return "{\"address\": \"" + type + ".x\", \"mode\": \"managed\", \"type\": \"" + type
                + "\", \"change\": {\"actions\": [\"create\"], \"after\": " + after
                + ", \"after_unknown\": {}, \"after_sensitive\": " + sensitive + "}}";
    }

    static List<Finding> findings(Verdict verdict) {
        return verdict.gates().get(0).findings().stream()
                .map(DecidedFinding::finding)
                .toList();
    }
}
