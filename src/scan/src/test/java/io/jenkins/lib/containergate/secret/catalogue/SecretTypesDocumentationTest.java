package io.jenkins.lib.containergate.secret.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.detect.AssignedValueDetector;
import io.jenkins.lib.containergate.secret.detect.FixtureDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The table of types in docs/secret-types.md and that of directories in docs/secrets.md are those of the catalogue. With
 * {@code -Dcontainer-gate.rewrite=true} both are first rewritten.
 */
class SecretTypesDocumentationTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path TYPES_PAGE = DOCS.resolve("secret-types.md");
    private static final Path DIRECTORIES_PAGE = DOCS.resolve("secrets.md");
    private static final String TYPES = "<!-- types: this table is written from the catalogue -->\n";
    private static final String DIRECTORIES = "<!-- directories: written from FixtureDirectory -->\n";
    private static final String END = "<!-- end -->\n";

    @BeforeAll
    static void rewrite() throws IOException {
        if (Boolean.getBoolean("container-gate.rewrite")) {
            Files.writeString(TYPES_PAGE, between(page(TYPES_PAGE), TYPES, types()));
            Files.writeString(DIRECTORIES_PAGE, between(page(DIRECTORIES_PAGE), DIRECTORIES, directories()));
        }
    }

    @Test
    void theTableOfTypesIsThatOfTheCatalogue() throws IOException {
        assertThat(page(TYPES_PAGE))
                .as("rewrite it with -Dcontainer-gate.rewrite=true")
                .isEqualTo(between(page(TYPES_PAGE), TYPES, types()));
    }

    @Test
    void theListOfDirectoriesIsTheOneThatIsUsed() throws IOException {
        assertThat(page(DIRECTORIES_PAGE))
                .as("rewrite it with -Dcontainer-gate.rewrite=true")
                .isEqualTo(between(page(DIRECTORIES_PAGE), DIRECTORIES, directories()));
    }

    private static String page(Path page) throws IOException {
        return Files.readString(page).replace("\r\n", "\n");
    }

    private static String between(String text, String start, String replacement) {
        int from = text.indexOf(start) + start.length();
        return text.substring(0, from) + replacement + text.substring(text.indexOf(END, from));
    }

    private static String directories() {
        return names(FixtureDirectory.names()) + "\n\nSearched for passwords like every other directory: "
                + names(FixtureDirectory.searchedNames()) + "\n";
    }

    private static String names(Set<String> directories) {
        return directories.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String types() {
        List<String> rows = new ArrayList<>();
        for (SecretRule rule : Searched.STANDARD.rules()) {
            rows.add(row(rule.title(), rule.id().value(), rule.severity(), recognised(rule)));
        }
        for (NamedFileRule rule : Searched.STANDARD.namedFileRules()) {
            rows.add(row(rule.title(), rule.id().value(), rule.severity(), "file"));
        }
        rows.sort(String.CASE_INSENSITIVE_ORDER);
        return "| type | rule | severity | recognised by |\n|---|---|---|---|\n" + String.join("", rows);
    }

    private static String recognised(SecretRule rule) {
        if (rule.issued()) {
            return "format";
        }
        return rule.detector() instanceof AssignedValueDetector || rule.generic() ? "name" : "structure";
    }

    private static String row(String title, String id, Severity severity, String recognised) {
        return "| " + title + " | `" + id + "` | " + severity.key().toUpperCase(Locale.ROOT) + " | " + recognised
                + " |\n";
    }
}
