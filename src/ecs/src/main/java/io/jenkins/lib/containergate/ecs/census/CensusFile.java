package io.jenkins.lib.containergate.ecs.census;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list of this build. */
final class CensusFile {
    private CensusFile() {}

    /** Its lines without comments and empty ones. */
    static List<String> lines(String name) {
        try (InputStream in = CensusFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the list " + name + " is missing from this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the list " + name + " of this build cannot be read", e);
        }
    }

    /** {@code treatment} or {@code treatment: reason}. */
    static Classified classified(String treatment, String reason) {
        return switch (treatment) {
            case "evaluated" -> Classified.evaluated();
            case "content" -> Classified.content();
            case "context" -> Classified.context(reason);
            case "could-start" -> Classified.couldStart(reason);
            case "harmless" -> Classified.harmless(reason);
            case "undecided" -> Classified.undecided(reason);
            default -> throw new IllegalStateException("no treatment is called " + treatment);
        };
    }
}
