package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md names is there, so its worked examples can be followed. */
class ContributingTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w*)(?:\\.\\w+)?`|-Dtest=(\\w+)");
    private static final Pattern FOLDER = Pattern.compile("`((?:src|docs|\\.ci)/[\\w./-]+)`|-pl (src/\\w+)");

    @Test
    void everyClassItNamesExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        assertThat(named(TYPE)).hasSizeGreaterThan(15).isSubsetOf(classes);
    }

    @Test
    void everyFolderAndFileItNamesExists() throws IOException {
        assertThat(named(FOLDER))
                .hasSizeGreaterThan(8)
                .allSatisfy(path -> assertThat(REPOSITORY.resolve(path)).exists());
    }

    /** Of a key that no other format has: what else knew its name would have to be changed for the next key, too. */
    @Test
    void aPolicyKeyIsNamedInItsTableAndNowhereElseInTheCode() throws IOException {
        List<String> naming;
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
            naming = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/".replace('/', File.separatorChar)))
                    .filter(file -> read(file).contains("\"inlineComments\""))
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
        assertThat(naming).containsExactly("PolicyKeys.java");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> named(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(REPOSITORY.resolve("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .distinct()
                .toList();
    }
}
