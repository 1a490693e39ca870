package io.jenkins.plugins.containergate;

import hudson.model.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The first verdict of a build, as its JSON is stored. */
final class VerdictText {
    private VerdictText() {}

    static String of(Run<?, ?> run) throws IOException {
        Path file = run.getRootDir().toPath().resolve("container-gate/1.json.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
