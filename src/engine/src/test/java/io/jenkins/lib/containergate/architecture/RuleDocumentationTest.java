package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.runtime.DriftRules;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.hardening.HardeningRules;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleProfile;
import io.jenkins.lib.containergate.rule.RuleSet;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule has a page that says what the rule says of itself, and a line in the index. */
class RuleDocumentationTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PAGES = REPOSITORY.resolve("docs/rules");
    private static final Path INDEX = PAGES.resolve("README.md");

    /** Families of rules by the marker of their table in the index. */
    private static final Map<String, RuleSet<?>> FAMILIES = families();

    @Test
    void everyPageHasItsRuleAndEveryRuleItsPage() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .map(name -> name.replaceFirst("\\.md$", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            metadata().map(rule -> rule.id().value()).toList());
        }
    }

    @Test
    void anIdIsUniqueOverAllFamiliesBecauseAWaiverNamesNothingElse() {
        List<RuleId> ids = metadata().map(RuleMetadata::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyPageAgreesWithItsRuleAndAnswersEveryQuestion() {
        assertThat(metadata()).allSatisfy(rule -> {
            String page = read(REPOSITORY.resolve(rule.page()));
            assertThat(page)
                    .startsWith("# " + rule.id() + "\n\nThe rule holds when " + rule.title() + ".\n")
                    .contains("| " + rule.severity() + " | " + profiles(rule) + " | " + sources(rule) + " |\n")
                    .containsPattern("```(dockerfile|json)\n")
                    .contains("rules: {" + rule.id() + ": off}")
                    .contains("  - {rule: " + rule.id() + ", ")
                    .containsSubsequence(
                            "\n## Problem\n",
                            "\n## Why it matters\n",
                            "\n## How to fix\n",
                            "\n## What is judged\n",
                            "\n## How to waive\n");
        });
    }

    @Test
    void theIndexListsEveryRuleAsItIs() {
        String index = read(INDEX);
        FAMILIES.forEach((marker, rules) -> {
            int start = index.indexOf(marker);
            assertThat(start).as("the marker " + marker).isNotNegative();
            String table = index.substring(start + marker.length(), index.indexOf("<!-- end -->", start));
            assertThat(table.strip())
                    .as("copy the expected table into " + INDEX)
                    .isEqualTo(table(rules));
        });
    }

    private static Map<String, RuleSet<?>> families() {
        Map<String, RuleSet<?>> families = new LinkedHashMap<>();
        families.put(
                "<!-- hardening rules: this table is checked against the registry by RuleDocumentationTest -->",
                HardeningRules.all());
        families.put(
                "<!-- task definition rules: this table is checked against the registry by RuleDocumentationTest -->",
                TaskRules.all());
        families.put(
                "<!-- deployment rules: this table is checked against the registry by RuleDocumentationTest -->",
                DeploymentRules.all());
        families.put(
                "<!-- cloud task rules: this table is checked against the registry by RuleDocumentationTest -->",
                CloudTaskRules.all().set());
        families.put(
                "<!-- cloud deployment rules: this table is checked against the registry by RuleDocumentationTest -->",
                CloudDeploymentRules.all().set());
        families.put(
                "<!-- drift rules: this table is checked against the registry by RuleDocumentationTest -->",
                DriftRules.all());
        return families;
    }

    private static Stream<RuleMetadata> metadata() {
        return FAMILIES.values().stream().flatMap(RuleDocumentationTest::metadata);
    }

    private static <I> Stream<RuleMetadata> metadata(RuleSet<I> rules) {
        return rules.rules().stream().map(rule -> rule.metadata());
    }

    private static String table(RuleSet<?> rules) {
        return "| rule | holds when | severity | profiles | sources |\n|---|---|---|---|---|\n"
                + metadata(rules)
                        .map(rule -> "| [" + rule.id() + "](" + rule.id() + ".md) | " + rule.title() + " | "
                                + rule.severity() + " | " + profiles(rule) + " | " + sources(rule) + " |")
                        .collect(Collectors.joining("\n"));
    }

    private static String profiles(RuleMetadata rule) {
        return Arrays.stream(RuleProfile.values())
                .filter(profile -> profile.selects(rule))
                .map(profile -> "`" + profile.key() + "`")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String sources(RuleMetadata rule) {
        return rule.sources().isEmpty()
                ? "none: a rule of this project"
                : rule.sources().stream().map(RuleSource::toString).collect(Collectors.joining(", "));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
