package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What comments cite, a reader finds. */
class SpecificationPagesTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern CITATION = Pattern.compile("\\bC(?:0|\\.\\d+)(?:\\.\\d+)?\\b");

    @Test
    void everyCitedRuleOfVerifiersIsOnTheirPage() throws IOException {
        Set<String> onPage = CITATION.matcher(Files.readString(REPOSITORY.resolve("docs/specs/signatures.md")))
                .results()
                .map(rule -> rule.group())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> cited = sources().stream()
                .flatMap(file -> comments(file).stream())
                .flatMap(line -> CITATION.matcher(line).results().map(rule -> rule.group()))
                .distinct()
                .toList();
        assertThat(cited).hasSizeGreaterThan(30);
        assertThat(onPage).containsAll(cited);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/signature/")
                            || file.toString().contains("/attestation/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    private static List<String> comments(Path file) {
        try {
            return Files.readString(file)
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("*") || line.startsWith("/") || line.contains("// "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
