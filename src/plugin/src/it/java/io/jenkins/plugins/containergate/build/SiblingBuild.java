package io.jenkins.plugins.containergate.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another module of the same Maven run compiled. */
final class SiblingBuild {
    private SiblingBuild() {}

    /**
     * The class files and resources of a module.
     *
     * @param folder from the module of the standard build
     */
    static Path classes(String folder) {
        Path classes = Path.of(System.getProperty("basedir", "."), folder, "target", "classes");
        boolean required = "required".equals(System.getenv("CONTAINER_GATE_PEERS"));
        if (required) {
            assertThat(classes)
                    .as("build the whole project: ./mvnw -Pjenkins verify")
                    .isDirectory();
        }
        assumeTrue(
                Files.isDirectory(classes),
                () -> classes + " is not there: ./mvnw -Pjenkins verify builds all modules, -pl src/plugin does not");
        return classes;
    }

    /** Paths of the files, with slashes. */
    static SortedSet<String> files(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
