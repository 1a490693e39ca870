package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever searches docs/troubleshooting.md for a message finds it: the page has the words that the programs print. */
class TroubleshootingTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+?) \\|");
    /** Between them stand names and numbers. */
    private static final Pattern GAP = Pattern.compile("\\.\\.\\.|; ");

    private static final Pattern SPLIT_LITERAL = Pattern.compile("\"\\s*\\+\\s*\"");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern TEXT = Pattern.compile("(?m)[=>](.*)$");

    @Test
    void everyMessageOfThePageIsPrintedSomewhere() throws IOException {
        Set<String> printed = printed();
        List<String> messages = messages();
        assertThat(messages).hasSizeGreaterThan(20);
        assertThat(messages).allMatch(message -> isPrinted(message, printed));
    }

    private static List<String> messages() throws IOException {
        String page = Files.readString(DocumentationTest.REPOSITORY.resolve("docs/troubleshooting.md"));
        List<String> messages = new ArrayList<>();
        ROW.matcher(page)
                .results()
                .map(row -> row.group(1))
                .forEach(cell -> GAP.splitAsStream(cell)
                        .map(String::strip)
                        .filter(part -> part.matches(".*[a-z][ -][a-z].*"))
                        .forEach(messages::add));
        return messages;
    }

    /** Within one text of the program, or at the end of one and the beginning of another. */
    private static boolean isPrinted(String message, Set<String> printed) {
        return printed.stream().anyMatch(text -> text.contains(message))
                || IntStream.range(1, message.length())
                        .filter(at -> message.charAt(at - 1) == ' ')
                        .anyMatch(at -> printed.stream().anyMatch(text -> text.endsWith(message.substring(0, at)))
                                && printed.stream().anyMatch(text -> text.startsWith(message.substring(at))));
    }

    private static Set<String> printed() throws IOException {
        Set<String> printed = new HashSet<>();
        try (Stream<Path> files = Files.walk(DocumentationTest.REPOSITORY.resolve("src"))) {
            for (Path file :
                    files.filter(each -> each.toString().contains("/src/main/")).toList()) {
                if (file.toString().endsWith(".java")) {
                    String source =
                            SPLIT_LITERAL.matcher(Files.readString(file)).replaceAll("");
                    LITERAL.matcher(source).results().forEach(literal -> printed.add(literal.group(1)));
                } else if (file.toString().endsWith("Messages.properties")) {
                    TEXT.matcher(Files.readString(file)).results().forEach(text -> printed.add(text.group(1)));
                }
            }
        }
        return printed;
    }
}
