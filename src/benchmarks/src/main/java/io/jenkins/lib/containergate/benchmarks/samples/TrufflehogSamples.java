package io.jenkins.lib.containergate.benchmarks.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Inputs of the tests of TruffleHog's detectors and whether they want a result: fields of Go's test tables. */
final class TrufflehogSamples {
    private static final String CORPUS = "trufflehog";
    private static final String DETECTORS = "pkg/detectors";

    private TrufflehogSamples() {}

    static List<PublishedSample> read(Path directory) throws IOException {
        Path detectors = directory.resolve(DETECTORS);
        if (!Files.isDirectory(detectors)) {
            return List.of();
        }
        List<PublishedSample> samples = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(detectors)) {
            for (Path file : walk.filter(TrufflehogSamples::test).sorted().toList()) {
                Path detector = detectors.relativize(file).getParent();
                if (detector != null) {
                    add(detector.toString(), new GoSource(Files.readString(file)), samples);
                }
            }
        }
        return samples;
    }

    private static boolean test(Path file) {
        String name = file.toString();
        return name.endsWith("_test.go") && !name.endsWith("_integration_test.go");
    }

    private static void add(String detector, GoSource source, List<PublishedSample> samples) {
        for (GoSource.Entry entry : source.entries("input", "want")) {
            if (!entry.text().isBlank()) {
                samples.add(PublishedSample.text(CORPUS, detector, entry.text(), entry.wanted()));
            }
        }
    }
}
