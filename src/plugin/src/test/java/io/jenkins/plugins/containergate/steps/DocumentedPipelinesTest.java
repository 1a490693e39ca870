package io.jenkins.plugins.containergate.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.containergate.Documents;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pipelines in the documents name steps and options that exist, and every step is in one. */
class DocumentedPipelinesTest {
    private static final Pattern TEXT = Pattern.compile(
            "'''.*?'''|\"\"\".*?\"\"\"|'(?:\\\\.|[^'\\\\\\n])*'|\"(?:\\\\.|[^\"\\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?m)//.*$|(?s)/\\*.*?\\*/");
    private static final Pattern ARGUMENT = Pattern.compile("\\b(\\w+)\\s*:");

    private static final Map<String, Set<String>> OPTIONS =
            StepPage.all().stream().collect(Collectors.toMap(StepPage::name, StepPage::options));
    private static final Pattern OURS =
            Pattern.compile("\\b(" + String.join("|", OPTIONS.keySet()) + ")\\b[ (]+([^\\n{};]*)");
    /** A word in the form of our steps' names that is called as a step. */
    private static final Pattern LIKE_OURS =
            Pattern.compile("\\b((?:scan|check|verify|attest|admit)[A-Z]\\w*)\\b[ (]+\\w+:");

    @Test
    void everyStepAndOptionOfADocumentedPipelineExists() throws IOException {
        List<String> unknown = new ArrayList<>();
        Set<String> shown = new TreeSet<>();
        for (Documents.Block block : Documents.blocks("groovy")) {
            called(block.text()).forEach((step, options) -> {
                shown.add(step);
                Set<String> wrong = new TreeSet<>(options);
                wrong.removeAll(OPTIONS.getOrDefault(step, Set.of()));
                if (!OPTIONS.containsKey(step) || !wrong.isEmpty()) {
                    unknown.add(step + " " + wrong + " in " + block);
                }
            });
        }
        assertThat(unknown).isEmpty();
        assertThat(shown).containsExactlyInAnyOrderElementsOf(OPTIONS.keySet());
    }

    @Test
    void aMistakeInAPipelineWouldBeFound() {
        assertThat(called("scanImages image: 'a'")).containsEntry("scanImages", Set.of());
        assertThat(called("scanImage(image: 'a: b', // c: d\n)\ncheckSecrets path: '.', gitHistroy: true"))
                .containsEntry("scanImage", Set.of("image"))
                .containsEntry("checkSecrets", Set.of("path", "gitHistroy"));
        assertThat(called("retry(count: 2) { scanImage archive: 'a', polcyFile: 'b' }"))
                .containsOnly(Map.entry("scanImage", Set.of("archive", "polcyFile")));
    }

    /** Steps of ours, and what looks like one, with the names of their arguments. */
    private static Map<String, Set<String>> called(String pipeline) {
        String code = COMMENT.matcher(TEXT.matcher(pipeline).replaceAll("0")).replaceAll("");
        Map<String, Set<String>> calls = new TreeMap<>(LIKE_OURS
                .matcher(code)
                .results()
                .map(call -> call.group(1))
                .distinct()
                .collect(Collectors.toMap(Function.identity(), step -> new TreeSet<>())));
        Matcher call = OURS.matcher(code);
        while (call.find()) {
            ARGUMENT.matcher(call.group(2))
                    .results()
                    .forEach(argument -> calls.computeIfAbsent(call.group(1), step -> new TreeSet<>())
                            .add(argument.group(1)));
        }
        return calls;
    }
}
