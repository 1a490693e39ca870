package io.jenkins.plugins.containergate.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.containergate.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/steps.md} says of each step what the step and its form say. With {@code -Dcontainer-gate.rewrite=true} it is first
 * rewritten from them.
 */
class StepReferenceTest {
    private static final String PAGE = "docs/steps.md";
    private static final String BEGIN =
            "<!-- steps: written from the steps and their help texts by StepReferenceTest -->\n";
    private static final String END = "\n<!-- end -->";

    @BeforeAll
    static void rewrite() throws IOException {
        if (Boolean.getBoolean("container-gate.rewrite")) {
            String page = Documents.read(PAGE);
            Files.writeString(
                    Documents.file(PAGE),
                    page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                            + generated()
                            + page.substring(page.indexOf(END)));
        }
    }

    @Test
    void thePageSaysWhatTheStepsAndTheirFormsSay() {
        String page = Documents.read(PAGE);
        assertThat(page).contains(BEGIN, END);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .as("rewrite it with -Dcontainer-gate.rewrite=true")
                .isEqualTo(generated());
    }

    @Test
    void everyStepIsOnThePage() {
        assertThat(new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackagesOf(ContainerStep.class)
                                .stream()
                                .filter(type -> type.isAssignableTo(ContainerStep.class))
                                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(type -> type.reflect().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(StepPage.all().stream()
                        .map(page -> page.step().getSimpleName())
                        .toList());
    }

    private static String generated() {
        return StepPage.all().stream().map(StepPage::markdown).collect(Collectors.joining("\n\n"));
    }
}
