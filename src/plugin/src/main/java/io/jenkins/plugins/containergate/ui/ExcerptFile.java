package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.model.Run;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The task definitions of a verdict without their secrets, gzipped beside the {@link VerdictFile}. */
public final class ExcerptFile {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxDocumentLength(16L << 20)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path directory;
    private final String name;

    ExcerptFile(Path directory, String name) {
        this.directory = directory;
        this.name = name;
    }

    /** @param number of the verdict in its build, from 1 */
    public static ExcerptFile of(Run<?, ?> run, int number) {
        return new ExcerptFile(run.getRootDir().toPath().resolve("container-gate"), number + ".excerpt.json.gz");
    }

    public void write(List<TaskExcerpt> excerpts) throws IOException {
        Files.createDirectories(directory);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            MAPPER.writeValue(out, excerpts);
        }
    }

    /**
     * None when the verdict is on no task definition.
     *
     * @throws GateException when what is stored is damaged
     */
    public List<TaskExcerpt> read() throws GateException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve(name)))) {
            return MAPPER.readValue(in, new TypeReference<List<TaskExcerpt>>() {});
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new GateException(
                    "the task definitions of this build (" + name + ") cannot be read",
                    "judge them again in a new build",
                    e);
        }
    }
}
