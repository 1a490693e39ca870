package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A number that {@code formatted} writes has the digits of the machine's locale, and JSON with digits of Arabic is malformed:
 * {@code %s} has no locale. LayeringTest holds the main code to more.
 */
class FormattedNumbersTest {
    private static final Path SOURCES = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\R");
    private static final Pattern NUMBER = Pattern.compile("%[-,0+ (]*\\d*(?:\\.\\d+)?[dfeg]");
    private static final Pattern IN_DEFAULT_LOCALE =
            Pattern.compile("\\.formatted\\(|String\\.format\\((?!\\s*Locale\\.ROOT)");

    @Test
    void noNumberIsFormattedInTheLocaleOfTheMachine() throws IOException {
        assertThat(offenders("""
            text = "%d".formatted(1);
            text = String.format(Locale.ROOT, "%d", 1);
            text = "%s".formatted(1);
            text = String.format("%.1f", 1.0);
            """)).hasSize(2);
        List<String> found = new ArrayList<>();
        for (Path file : javaFiles()) {
            offenders(Files.readString(file))
                    .forEach(statement -> found.add(SOURCES.relativize(file) + ": " + statement.strip()));
        }
        assertThat(found).isEmpty();
    }

    private static List<String> offenders(String source) {
        return END_OF_STATEMENT
                .splitAsStream(source)
                .filter(statement -> IN_DEFAULT_LOCALE.matcher(statement).find())
                .filter(statement -> NUMBER.matcher(statement).find())
                .toList();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .filter(file -> !file.endsWith("FormattedNumbersTest.java"))
                    .toList();
            assertThat(found).hasSizeGreaterThan(1000);
            return found;
        }
    }
}
