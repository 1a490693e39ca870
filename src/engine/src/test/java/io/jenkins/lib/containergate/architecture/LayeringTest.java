package io.jenkins.lib.containergate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The order of packages in docs/architecture.md, and what the engine must not know, as failing tests. */
class LayeringTest {
    private static final String ROOT = "io.jenkins.lib.containergate.";

    /** A package may use those named before it. */
    private static final List<String> ORDER = List.of(
            "text",
            "fault",
            "bounds",
            "progress",
            "xml",
            "json",
            "yaml",
            "der",
            "archive",
            "http",
            "arn",
            "image",
            "registry",
            "source",
            "layer",
            "finding",
            "rule",
            "policy",
            "ecosystem",
            "inventory",
            "vulnerability",
            "hardening",
            "secret",
            "signature",
            "feed",
            "bench",
            "aws",
            "ecs",
            "attestation",
            "ledger",
            "report",
            "gate");

    private static final Path REPOSITORY = Path.of("../..");
    private static final Pattern FIRST_CELL = Pattern.compile("\\| `([a-z]+)` \\|.*");

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("testkit") && !location.contains("-tests.jar"))
            .importPackages("io.jenkins.lib.containergate");

    @Test
    void packagesUseOnlyThoseListedBeforeThem() {
        classes().should(useOnlyEarlierPackages()).check(ENGINE);
    }

    /** A package that is gone, or a name written twice, would stay in the list for ever. */
    @Test
    void theOrderListsExactlyThePackagesThatThereAreOnce() {
        Set<String> packages =
                ENGINE.stream().map(LayeringTest::packageOf).collect(Collectors.toCollection(TreeSet::new));
        assertThat(ORDER).containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void theArchitecturePageListsThePackagesInTheirOrder() throws IOException {
        String page = Files.readString(REPOSITORY.resolve("docs/architecture.md"));
        String table = page.substring(page.indexOf("## Packages of the engine"), page.indexOf("## Adding a gate"));
        assertThat(table.lines())
                .map(FIRST_CELL::matcher)
                .filteredOn(Matcher::matches)
                .map(row -> row.group(1))
                .containsExactlyElementsOf(ORDER);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void theEngineKnowsNoJenkinsTypeNoCloudLibraryAndNoLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "hudson..",
                        "jenkins..",
                        "org.kohsuke..",
                        "org.jenkinsci..",
                        "software.amazon..",
                        "com.github.dockerjava..",
                        "java.util.logging..",
                        "org.slf4j..")
                .check(ENGINE);
    }

    @Test
    void whatBoundsJsonIsMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "json")
                .should()
                .callMethod(StreamReadConstraints.class, "builder")
                .orShould()
                .callConstructor(JsonFactory.class)
                .orShould()
                .callMethod(JsonFactory.class, "builder")
                .orShould()
                .callConstructor(ObjectMapper.class)
                .orShould()
                .callConstructor(JsonMapper.class)
                .orShould()
                .callMethod(JsonMapper.class, "builder")
                .check(ENGINE);
    }

    /** Messages of Java are often the name of a file alone, or nothing, and those of Jackson quote what the file holds. */
    @Test
    void whyAFileCannotBeReadIsSaidInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "fault", ROOT + "http")
                .and()
                .doNotHaveSimpleName("InvalidRecordException")
                .and()
                .doNotHaveSimpleName("RevocationClient")
                .should()
                .callMethod(IOException.class, "getMessage")
                .check(ENGINE);
    }

    /** Digits of Arabic and the dotless i of Turkish have no place in a report, a file or a name. */
    @Test
    void nothingIsWrittenInTheLocaleOfTheMachine() {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .check(ENGINE);
    }

    @Test
    void nothingStaticIsMutable() {
        fields().that().areStatic().should().beFinal().check(ENGINE);
    }

    private static ArchCondition<JavaClass> useOnlyEarlierPackages() {
        return new ArchCondition<>("use only packages listed before their own") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                int own = rank(user);
                user.getDirectDependenciesFromSelf().stream()
                        .filter(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(ROOT))
                        .filter(dependency -> rank(dependency.getTargetClass()) > own)
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(user, dependency.getDescription())));
            }
        };
    }

    private static String packageOf(JavaClass type) {
        String rest = type.getPackageName().substring(ROOT.length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    private static int rank(JavaClass type) {
        int rank = ORDER.indexOf(packageOf(type));
        if (rank < 0) {
            throw new AssertionError("package " + type.getPackageName() + " is not in the order of LayeringTest");
        }
        return rank;
    }
}
