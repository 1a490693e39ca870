package io.jenkins.lib.containergate.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleProfile;
import io.jenkins.lib.containergate.rule.RuleTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HardeningRulesTest {
    private static final Path RULE_CLASSES = Path.of("src/main/java/io/jenkins/lib/containergate/hardening/rules")
            .toAbsolutePath();

    @Test
    void everyRuleClassIsRegistered() throws IOException {
        try (Stream<Path> files = Files.list(RULE_CLASSES)) {
            List<String> classes = files.map(
                            file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("Rule"))
                    .toList();
            assertThat(HardeningRules.all().rules())
                    .extracting(rule -> rule.getClass().getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(classes);
        }
    }

    @Test
    void everyRuleHasATestThatShowsItPassingAndFailing() throws ClassNotFoundException {
        for (Rule<ImageFacts> rule : HardeningRules.all().rules()) {
            Class<?> test = Class.forName(rule.getClass().getName() + "Test");
            assertThat(HardeningRuleContract.class).isAssignableFrom(test);
        }
    }

    @Test
    void theIdOfARuleIsTheNameOfItsClass() {
        assertThat(HardeningRules.all().rules()).allSatisfy(rule -> {
            String words =
                    rule.getClass().getSimpleName().replaceFirst("Rule$", "").replaceAll("(?<=[a-z])(?=[A-Z])", "-");
            assertThat(rule.metadata().id().value()).isEqualToIgnoringCase(words);
        });
    }

    @Test
    void noRuleObjectsToACleanImage() {
        RuleTable linux = HardeningRules.all().evaluate(TestImage.clean().facts());
        assertThat(linux.findings()).isEmpty();
        assertThat(linux.evaluations())
                .filteredOn(evaluation -> evaluation.result().outcome() == RuleOutcome.NOT_APPLICABLE)
                .extracting(evaluation -> evaluation.rule().id().value())
                .containsExactly("windows-non-admin-user");
        assertThat(HardeningRules.all()
                        .evaluate(TestImage.cleanWindows().facts())
                        .findings())
                .isEmpty();
    }

    @Test
    void anEmptyImageIsStillJudged() {
        assertThat(HardeningRules.all().evaluate(TestImage.empty().facts()).findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("non-root-user", "health-check-present");
    }

    @Test
    void theStrictProfileHoldsTheOthersAndTheBenchmarksProfileTheRulesOfTheBenchmark() {
        assertThat(selected(RuleProfile.STRICT))
                .isEqualTo(HardeningRules.all().ids())
                .containsAll(selected(RuleProfile.CIS_DOCKER))
                .containsAll(selected(RuleProfile.BASELINE));
        assertThat(selected(RuleProfile.CIS_DOCKER))
                .extracting(Object::toString)
                .contains("non-root-user", "no-setuid-files")
                .doesNotContain("no-world-writable-files", "no-device-files");
    }

    private static List<RuleId> selected(RuleProfile profile) {
        return HardeningRules.all().only(profile::selects).ids();
    }
}
