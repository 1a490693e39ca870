package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.excerpt.ExcerptWriter;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a verdict on task definitions shows of them. */
class ExcerptPartTest {
    private static final String TASK = """
        {"family": "shop",
         "networkMode": "host",
         "containerDefinitions": [
          {"name": "web", "image": "shop/web:1",
           "privileged": true,
           "environment": [{"name": "DB_PASSWORD", "value": "correct-horse"}]},
          {"name": "log", "image": "shop/log:1"}]}
        """;

    private static List<ExcerptPart> parts(String json) throws GateException, InterruptedException {
        TreeMap<String, byte[]> files = new TreeMap<>(Map.of("taskdef.json", json.getBytes(StandardCharsets.UTF_8)));
        TaskDefinition task = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(files)
                .tasks()
                .get(0);
        Verdict verdict = new TaskDefinitionGate(PolicyMerge.merge(List.of(), Clock.systemUTC()), Clock.systemUTC())
                .judge("taskdef.json", List.of(new TaskFacts(task, ContainerImages.none())), List.of());
        return ExcerptPart.of(List.of(new ExcerptWriter(1_000).write(task)), FindingRow.all(verdict));
    }

    private static List<String> marked(ExcerptPart part) {
        return part.getLines().stream()
                .filter(ExcerptPart.Line::isMarked)
                .map(line -> line.getNumber() + " " + line.getText().strip())
                .toList();
    }

    private static List<String> rules(ExcerptPart part) {
        return part.getFindings().stream().map(FindingRow::getRule).toList();
    }

    @Test
    void everyContainerHasItsRulesAndTheirLines() throws Exception {
        List<ExcerptPart> parts = parts(TASK);

        assertThat(parts)
                .extracting(ExcerptPart::getTitle)
                .containsExactly("the task definition", "container \"web\"", "container \"log\"");
        assertThat(rules(parts.get(0))).contains("no-host-network").doesNotContain("no-privileged");
        assertThat(marked(parts.get(0))).containsExactly("2 \"networkMode\": \"host\"");
        assertThat(rules(parts.get(1))).contains("no-privileged", "no-plaintext-secrets-env");
        assertThat(marked(parts.get(1)))
                .as("what is not set is marked where it would be")
                .contains("4 {", "5 \"privileged\": true,", "6 \"value\": \"***\"");
        assertThat(rules(parts.get(2))).doesNotContain("no-privileged").contains("readonly-root-filesystem");
    }

    /** Definitions that ECS gave are one line: each line of the excerpt was number 1. */
    @Test
    void aDefinitionInOneLineHasNoNumbers() throws Exception {
        List<ExcerptPart> parts = parts(TASK.replaceAll("\\n\\s*", " "));

        assertThat(parts)
                .flatExtracting(ExcerptPart::getLines)
                .extracting(ExcerptPart.Line::getNumber)
                .containsOnly("");
        assertThat(marked(parts.get(1))).contains(" \"privileged\": true,");
    }

    @Test
    void noSecretIsShown() throws Exception {
        assertThat(parts(TASK))
                .flatExtracting(ExcerptPart::getLines)
                .extracting(ExcerptPart.Line::getText)
                .noneMatch(text -> text.contains("correct-horse"));
    }

    @Test
    void whatIsKeptWithTheBuildIsReadBack(@TempDir Path build) throws Exception {
        TaskExcerpt excerpt = new TaskExcerpt(
                "taskdef.json",
                "shop",
                List.of(new TaskExcerpt.Part("container", "/a", List.of(new TaskExcerpt.Line("/a/b", 3, "\"b\": 1")))));
        ExcerptFile file = new ExcerptFile(build, "1.excerpt.json.gz");
        file.write(List.of(excerpt));

        assertThat(file.read()).containsExactly(excerpt);
        assertThat(new ExcerptFile(build, "2.excerpt.json.gz").read()).isEmpty();
    }

    @Test
    void whatIsDamagedIsAnError(@TempDir Path build) throws Exception {
        Files.writeString(build.resolve("1.excerpt.json.gz"), "no gzip");

        assertThatThrownBy(() -> new ExcerptFile(build, "1.excerpt.json.gz").read())
                .isInstanceOf(GateException.class)
                .hasMessageContaining("1.excerpt.json.gz");
    }
}
