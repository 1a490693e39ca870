package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every rule of a gap in inventory or vulnerability data is a kind, and docs/undecided.md has the table of kinds. With
 * {@code -Dcontainer-gate.rewrite=true} the table is first rewritten.
 */
class UndecidedPageTest {
    private static final Path SOURCES = Path.of("../scan/src/main/java/io/jenkins/lib/containergate");
    private static final Pattern IN_CODE =
            Pattern.compile("(?:new RuleId|finding|\\b[A-Z_]{3,})\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Path PAGE = Path.of("../../docs/undecided.md");
    private static final String TABLE = "<!-- kinds: this table is written from UndecidedKind -->\n";
    private static final String TABLE_END = "<!-- end -->\n";

    @BeforeAll
    static void rewrite() throws IOException {
        if (Boolean.getBoolean("container-gate.rewrite")) {
            Files.writeString(PAGE, withTable(page()));
        }
    }

    @Test
    void thePageHasTheTableOfKinds() throws IOException {
        assertThat(page()).as("rewrite it with -Dcontainer-gate.rewrite=true").isEqualTo(withTable(page()));
    }

    private static String page() throws IOException {
        return Files.readString(PAGE).replace("\r\n", "\n");
    }

    private static String withTable(String page) {
        int from = page.indexOf(TABLE) + TABLE.length();
        return page.substring(0, from) + table() + page.substring(page.indexOf(TABLE_END, from));
    }

    private static String table() {
        return Stream.of(UndecidedKind.values())
                .map(kind -> "| `" + kind.rule() + "` | `" + kind.byDefault().key() + "` | " + kind.happened() + " | "
                        + kind.remedy() + " |\n")
                .collect(Collectors.joining(
                        "", "| kind | default | what happened | what to do |\n|---|---|---|---|\n", ""));
    }

    @Test
    void theKindsAreExactlyTheRulesThereAre() throws IOException {
        Set<String> inCode = new TreeSet<>();
        for (String owner : new String[] {"inventory", "vulnerability"}) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(owner))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String text = Files.readString(file);
                    if (text.contains("RuleId")) {
                        addAll(IN_CODE, text, inCode);
                    }
                }
            }
        }
        assertThat(UndecidedKind.names()).containsExactlyInAnyOrderElementsOf(inCode);
    }

    private static void addAll(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
