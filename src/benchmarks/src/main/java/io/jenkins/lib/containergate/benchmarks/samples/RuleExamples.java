package io.jenkins.lib.containergate.benchmarks.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Rules in YAML with {@code examples} and {@code negative_examples}, as Nosey Parker has them. */
final class RuleExamples {
    private static final String CORPUS = "noseyparker";

    private RuleExamples() {}

    static List<PublishedSample> read(Path directory) throws IOException {
        List<PublishedSample> samples = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path file : walk.filter(RuleExamples::rules).sorted().toList()) {
                Object document = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
                if (document instanceof Map<?, ?> members && members.get("rules") instanceof List<?> rules) {
                    rules.forEach(rule -> add((Map<?, ?>) rule, samples));
                }
            }
        }
        return samples;
    }

    private static boolean rules(Path file) {
        String name = file.toString();
        return name.endsWith(".yml") && name.contains("rules/");
    }

    private static void add(Map<?, ?> rule, List<PublishedSample> samples) {
        String id = rule.get("id") + " " + rule.get("name");
        for (Object example : texts(rule, "examples")) {
            samples.add(PublishedSample.text(CORPUS, id, example.toString(), true));
        }
        for (Object example : texts(rule, "negative_examples")) {
            samples.add(PublishedSample.text(CORPUS, id, example.toString(), false));
        }
    }

    private static List<?> texts(Map<?, ?> rule, String name) {
        return rule.get(name) instanceof List<?> list ? list : List.of();
    }
}
