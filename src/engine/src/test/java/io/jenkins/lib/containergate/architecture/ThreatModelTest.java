package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of threats claims nothing that no test shows. */
class ThreatModelTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");
    private static final Pattern CLAIM = Pattern.compile("(?m)^\\| (?!cannot |actor |---)[^|]+ \\| ([^|]+) \\|$");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, List<Path>> classes = testClasses();
        List<MatchResult> named = NAMED.matcher(page()).results().toList();
        assertThat(named).hasSizeGreaterThan(40).allSatisfy(test -> {
            List<Path> files = classes.get(test.group(1));
            assertThat(files).as(test.group(1)).isNotNull();
            if (test.group(2) != null) {
                assertThat(files).as(test.group()).anyMatch(file -> read(file).contains(" " + test.group(2) + "("));
            }
        });
    }

    @Test
    void everyClaimOfWhatAnActorCannotDoNamesATest() throws IOException {
        String page = page();
        List<String> evidence = CLAIM.matcher(page.substring(page.indexOf("\n## ")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(evidence)
                .hasSizeGreaterThan(25)
                .allMatch(cell -> NAMED.matcher(cell).find());
    }

    private static String page() throws IOException {
        return Files.readString(REPOSITORY.resolve("docs/threat-model.md"));
    }

    private static Map<String, List<Path>> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve("src"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("Test.java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replaceFirst("\\.java$", "")));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
