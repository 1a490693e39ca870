package io.jenkins.plugins.containergate.ui.posture;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Run;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.report.posture.PostureJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A posture as {@code posture.json}, gzipped beside the verdict of the build. */
public final class PostureFile {
    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonBounds.depth(16).document(256L << 20).factory())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;

    private PostureFile(Path file) {
        this.file = file;
    }

    /** @param number of the verdict in its build, from 1 */
    public static PostureFile of(Run<?, ?> run, int number) {
        return new PostureFile(
                run.getRootDir().toPath().resolve("container-gate").resolve(number + ".posture.json.gz"));
    }

    public void write(Posture posture) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            PostureJson.write(List.of(posture), out);
        }
    }

    /** As it is, for programs. */
    InputStream open() throws IOException {
        return new GZIPInputStream(Files.newInputStream(file));
    }

    /** @throws GateException when it is gone or damaged */
    JsonNode read() throws GateException {
        try (InputStream in = open()) {
            JsonNode json = MAPPER.readTree(in);
            if (json.path("schemaVersion").asInt() != 1
                    || !json.at("/clusters/0").isObject()) {
                throw new IOException("it is not of a version that is read");
            }
            return json;
        } catch (IOException e) {
            throw new GateException(
                    "the posture of this build (" + file.getFileName() + ") cannot be read: it is gone or damaged",
                    "run the build again",
                    e);
        }
    }
}
