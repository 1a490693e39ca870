package io.jenkins.lib.containergate.benchmarks.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What CredSweeper's own tests expect of its samples: {@code tests/data/output.json}. */
final class CredSweeperSamples {
    private static final String CORPUS = "credsweeper";

    private CredSweeperSamples() {}

    static List<PublishedSample> read(Path directory) throws IOException {
        Path expected = directory.resolve("tests/data/output.json");
        if (!Files.isRegularFile(expected)) {
            return List.of();
        }
        List<PublishedSample> samples = new ArrayList<>();
        for (JsonNode finding : new ObjectMapper().readTree(expected.toFile())) {
            JsonNode first = finding.path("line_data_list").path(0);
            Path file = directory.resolve(first.path("path").asText()).normalize();
            if (Files.isRegularFile(file)) {
                samples.add(new PublishedSample(
                        CORPUS,
                        finding.path("rule").asText(),
                        // not below a directory of tests
                        List.of("srv/app/" + file.getFileName()),
                        Files.readAllBytes(file),
                        OptionalInt.of(first.path("line_num").asInt()),
                        true));
            }
        }
        return samples;
    }
}
