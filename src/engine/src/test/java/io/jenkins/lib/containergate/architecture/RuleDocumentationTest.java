package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.ecs.posture.ControlRules;
import io.jenkins.lib.containergate.ecs.runtime.DriftRules;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.hardening.HardeningRules;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every rule has a page that says what the rule says of itself, and a line in the index. With
 * {@code -Dcontainer-gate.rewrite=true} pages and index are first rewritten from the rules; a rule without page gets one to
 * fill in.
 */
class RuleDocumentationTest {
    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Path PAGES = REPOSITORY.resolve("docs/rules");
    private static final Path INDEX = PAGES.resolve("README.md");

    private static final List<Family> FAMILIES = List.of(
            new Family("hardening", "hardening", "image: \"*/shop/**\"", HardeningRules.all()),
            new Family("task definition", "taskDefinition", "path: \"taskdef/shop.json\"", TaskRules.all()),
            new Family("deployment", "taskDefinition", "path: \"taskdef/shop.json\"", DeploymentRules.all()),
            new Family(
                    "cloud task",
                    "taskDefinition",
                    "path: \"taskdef/shop.json\"",
                    CloudTaskRules.all().set()),
            new Family(
                    "cloud deployment",
                    "taskDefinition",
                    "path: \"arn:aws:ecs:**\"",
                    CloudDeploymentRules.all().set()),
            new Family("drift", "drift", "path: \"prod/service/shop\"", DriftRules.all()));

    /**
     * @param name in the marker of its table in the index
     * @param section of the policy
     * @param place what waivers of its rules name
     */
    private record Family(String name, String section, String place, RuleSet<?> rules) {
        String marker() {
            return "<!-- " + name + " rules: this table is checked against the registry by RuleDocumentationTest -->";
        }

        Stream<RulePage> pages() {
            return metadata(rules).map(rule -> new RulePage(rule, section, place));
        }

        String table() {
            return "| rule | holds when | severity | profiles | sources |\n|---|---|---|---|---|\n"
                    + pages().map(RulePage::row).collect(Collectors.joining("\n"));
        }
    }

    @BeforeAll
    static void rewrite() throws IOException {
        if (!Boolean.getBoolean("container-gate.rewrite")) {
            return;
        }
        for (RulePage page : pages().toList()) {
            Path file = REPOSITORY.resolve(page.rule().page());
            Files.writeString(file, page.generated(Files.exists(file) ? read(file) : ""));
        }
        String index = read(INDEX);
        for (Family family : FAMILIES) {
            int start = index.indexOf(family.marker()) + family.marker().length();
            index = index.substring(0, start) + "\n" + family.table() + "\n"
                    + index.substring(index.indexOf("<!-- end -->", start));
        }
        Files.writeString(INDEX, index);
    }

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
    void everyRuleOnTasksAndOnWhatRunsHasAColumnInThePostureAndNothingElseHasOne() {
        List<RuleId> own = FAMILIES.stream()
                .filter(family -> !family.name().equals("hardening"))
                .flatMap(family -> metadata(family.rules()))
                .map(RuleMetadata::id)
                .toList();
        assertThat(ControlRules.all())
                .as("give each rule its control in ControlRules")
                .containsExactlyInAnyOrderElementsOf(own);
        assertThat(Stream.of(GateName.VULNERABILITIES, GateName.HARDENING, GateName.SECRETS, GateName.SIGNATURES))
                .as("rules on images go by their gate")
                .allSatisfy(gate -> assertThat(ControlRules.of(gate)).isPresent());
    }

    @Test
    void everyPageAgreesWithItsRuleAndAnswersEveryQuestion() {
        assertThat(pages()).allSatisfy(each -> {
            String page = read(REPOSITORY.resolve(each.rule().page()));
            assertThat(page)
                    .as("rewrite it with -Dcontainer-gate.rewrite=true")
                    .isEqualTo(each.generated(page))
                    .containsPattern("```(dockerfile|json)\n")
                    .doesNotContainPattern("\n## [^\n]+\n\n(##|```yaml\nwaivers)")
                    .containsSubsequence(
                            "\n## Problem\n",
                            "\n## Why it matters\n",
                            "\n## How to fix\n",
                            "\n## What is checked\n",
                            "\n## How to waive\n");
        });
    }

    @Test
    void theIndexListsEveryRuleAsItIs() {
        String index = read(INDEX);
        assertThat(FAMILIES).allSatisfy(family -> {
            int start = index.indexOf(family.marker());
            assertThat(start).as("the marker " + family.marker()).isNotNegative();
            String table = index.substring(start + family.marker().length(), index.indexOf("<!-- end -->", start));
            assertThat(table.strip())
                    .as("rewrite " + INDEX + " with -Dcontainer-gate.rewrite=true")
                    .isEqualTo(family.table());
        });
    }

    private static Stream<RulePage> pages() {
        return FAMILIES.stream().flatMap(Family::pages);
    }

    private static Stream<RuleMetadata> metadata() {
        return pages().map(RulePage::rule);
    }

    private static <I> Stream<RuleMetadata> metadata(RuleSet<I> rules) {
        return rules.rules().stream().map(rule -> rule.metadata());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }
}
