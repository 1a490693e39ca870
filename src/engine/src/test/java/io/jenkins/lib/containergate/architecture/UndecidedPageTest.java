package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule of a gap in inventory or vulnerability data is explained in docs/undecided.md, and nothing else is. */
class UndecidedPageTest {
    private static final Path SOURCES = Path.of("../scan/src/main/java/io/jenkins/lib/containergate");
    private static final Pattern IN_CODE =
            Pattern.compile("(?:new RuleId|finding|\\b[A-Z_]{3,})\\(\\s*\"([a-z]+(?:-[a-z]+)+)\"");
    private static final Pattern IN_PAGE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

    @Test
    void thePageExplainsExactlyTheRulesThereAre() throws IOException {
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
        Set<String> explained = new TreeSet<>();
        addAll(IN_PAGE, Files.readString(Path.of("../../docs/undecided.md")), explained);
        assertThat(explained).isEqualTo(inCode);
    }

    private static void addAll(Pattern pattern, String text, Set<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
    }
}
