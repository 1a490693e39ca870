package io.jenkins.lib.containergate.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gitleaks over a directory, with the options it has by default. */
final class Gitleaks {
    static final String RULES = "gitleaks:";

    private final Path program;

    Gitleaks(Path program) {
        this.program = program;
    }

    /**
     * @param place of a value
     * @param first where the same value stands first in the file; the place itself when it is the first
     */
    record Leak(FoundPlace place, FoundPlace first) {}

    /** @param report is written, and holds values */
    void run(Path tree, Path report) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "dir",
                        ".",
                        "--no-banner",
                        "--log-level=error",
                        "--exit-code=0",
                        "--report-format=json",
                        "--report-path=" + report.toAbsolutePath()))
                .directory(tree.toFile())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("gitleaks ended with " + process.exitValue());
        }
    }

    static List<Leak> read(Path report) throws IOException {
        List<Leak> leaks = new ArrayList<>();
        Map<String, FoundPlace> first = new HashMap<>();
        for (JsonNode finding : new ObjectMapper().readTree(Files.readAllBytes(report))) {
            String path = Path.of(finding.path("File").asText()).normalize().toString();
            FoundPlace place = new FoundPlace(
                    RULES + finding.path("RuleID").asText(),
                    path,
                    finding.path("StartLine").asInt(),
                    finding.path("EndLine").asInt());
            FoundPlace earlier =
                    first.putIfAbsent(path + "\0" + finding.path("Secret").asText(), place);
            leaks.add(new Leak(place, earlier == null ? place : earlier));
        }
        return leaks;
    }
}
