package io.jenkins.lib.containergate.cli.options;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** Tells one build of this program from the next. Only a jar can: classes in a build directory change without telling. */
public final class ProgramJar {
    private ProgramJar() {}

    /** Size and time of the jar; empty when this program is none. */
    public static Optional<String> identity() {
        CodeSource source = ProgramJar.class.getProtectionDomain().getCodeSource();
        try {
            Path file = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(file)
                    ? Optional.of(" " + Files.size(file) + " " + Files.getLastModifiedTime(file))
                    : Optional.empty();
        } catch (IOException | URISyntaxException e) {
            return Optional.empty();
        }
    }
}
