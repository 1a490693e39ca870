package io.jenkins.lib.containergate.benchmarks.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the generator of gitleaks' rules checks them with, most of it made from patterns and different each time. A copy of its
 * sources runs, with another text in the place of the functions that check.
 */
final class GitleaksSamples {
    private static final String CORPUS = "gitleaks";
    private static final String GENERATOR = "cmd/generate/config";
    private static final String CHECKS = GENERATOR + "/utils/validate.go";

    private GitleaksSamples() {}

    static List<PublishedSample> read(Path module) throws IOException, InterruptedException {
        if (!Files.isRegularFile(module.resolve(CHECKS))) {
            return List.of();
        }
        Path copy = Files.createTempDirectory("gitleaks-samples");
        try {
            copy(module, copy);
            try (InputStream own =
                    Objects.requireNonNull(GitleaksSamples.class.getResourceAsStream("validate.go"), "validate.go")) {
                Files.copy(own, copy.resolve(CHECKS), StandardCopyOption.REPLACE_EXISTING);
            }
            return run(copy.resolve(GENERATOR));
        } finally {
            delete(copy);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static List<PublishedSample> run(Path generator) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("go", "run", ".", "/dev/null")
                .directory(generator.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        List<PublishedSample> samples = new ArrayList<>();
        ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                samples.add(sample(mapper.readTree(line)));
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("go run ended with " + process.exitValue() + " in " + generator);
        }
        return samples;
    }

    private static PublishedSample sample(JsonNode line) {
        String rule = line.path("rule").asText();
        String path = line.path("path").asText();
        String text = line.path("text").asText();
        boolean secret = line.path("secret").asBoolean();
        return path.isEmpty()
                ? PublishedSample.text(CORPUS, rule, text, secret)
                : new PublishedSample(
                        CORPUS,
                        rule,
                        List.of(path),
                        text.getBytes(StandardCharsets.UTF_8),
                        OptionalInt.empty(),
                        secret);
    }
}
