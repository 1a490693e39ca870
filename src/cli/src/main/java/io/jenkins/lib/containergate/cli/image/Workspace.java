package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary directory that is gone when the command ends, also by an interrupt or a termination signal. */
public final class Workspace implements Closeable {
    private final Path directory;
    private final Thread atExit = new Thread(this::deleteWhatCanBe, "workspace");

    private Workspace(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public static Workspace create() throws GateException {
        try {
            return new Workspace(Files.createTempDirectory("container-gate"));
        } catch (IOException e) {
            throw new GateException(
                    "no temporary directory can be made: " + FileProblem.within(e),
                    "free space, or name another place with GATE_JAVA_OPTS=-Djava.io.tmpdir=DIR",
                    e);
        }
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // the program ends at this moment, and deletes it twice
        }
    }

    private void deleteWhatCanBe() {
        try {
            delete();
        } catch (IOException e) {
            // nobody is left to be told
        }
    }

    private void delete() throws IOException {
        FileTree.delete(directory);
    }
}
