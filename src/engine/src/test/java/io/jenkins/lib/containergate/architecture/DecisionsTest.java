package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records of decisions and their index say the same. */
class DecisionsTest {
    private static final Path DECISIONS =
            Path.of("../../docs/decisions").toAbsolutePath().normalize();

    @Test
    void eachRecordHasADateAndAStatusAndIsInTheIndexUnderItsTitle() throws IOException {
        String index = Files.readString(DECISIONS.resolve("README.md"));
        List<Path> records = records();
        assertThat(records).hasSizeGreaterThan(40);
        for (Path file : records) {
            String name = file.getFileName().toString();
            List<String> lines = Files.readAllLines(file);
            int number = Integer.parseInt(name.substring(0, 4));
            String title = lines.get(0).replaceFirst("^# " + number + "\\. ", "");
            assertThat(index).as(name).contains("| " + number + " | [" + title + "](" + name + ") | ");
            assertThat(lines.get(2))
                    .as(name)
                    .matches("Date: \\d{4}-\\d\\d-\\d\\d(?:, reviewed \\d{4}-\\d\\d-\\d\\d)?\\. Status: accepted.*");
        }
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }
}
