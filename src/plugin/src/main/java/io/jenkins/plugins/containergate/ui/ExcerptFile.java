package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.core.type.TypeReference;
import hudson.model.Run;
import io.jenkins.lib.containergate.ecs.excerpt.TaskExcerpt;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The task definitions of a verdict without their secrets, gzipped beside the {@link VerdictFile}. */
public final class ExcerptFile {
    private final StoredJson<TaskExcerpt> kept;

    ExcerptFile(Path directory, String name) {
        this.kept = new StoredJson<>(
                directory.resolve(name),
                "the task definitions of this build",
                new TypeReference<List<TaskExcerpt>>() {});
    }

    /** @param number of the verdict in its build, from 1 */
    public static ExcerptFile of(Run<?, ?> run, int number) {
        return new ExcerptFile(run.getRootDir().toPath().resolve("container-gate"), number + ".excerpt.json.gz");
    }

    public void write(List<TaskExcerpt> excerpts) throws IOException {
        kept.write(excerpts);
    }

    /**
     * None when the verdict is on no task definition.
     *
     * @throws GateException when what is stored is damaged
     */
    public List<TaskExcerpt> read() throws GateException {
        return kept.read();
    }
}
