package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.secret.detect.FileKind;
import java.util.function.Function;

/** What the names of files and directories say, by what is searched. */
enum FileKinds {
    /** Trees of sources: tests, examples and documentation have directories of their own. */
    SOURCES(FileKind::of),
    /** Layers of images: what is in them is there to run, whatever its directory is called. */
    IMAGE(FileKind::ofImage);

    private final Function<String, FileKind> kinds;

    FileKinds(Function<String, FileKind> kinds) {
        this.kinds = kinds;
    }

    /** @param path with {@code /} between its segments, also within an archive */
    FileKind of(String path) {
        return kinds.apply(path);
    }
}
