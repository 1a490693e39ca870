package io.jenkins.lib.containergate.secret.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule recognises its examples, and nothing of what only looks like them. */
class SecretRulesTest {
    private static final int SEEDS = 20;

    @Test
    void thereAreAtLeastTheRulesAnOrganisationExpects() {
        assertThat(Searched.STANDARD.rules()).hasSizeGreaterThanOrEqualTo(150);
    }

    @Test
    void everyRuleSaysWhatItRecognisesAndWhatNot() {
        assertThat(Searched.STANDARD.rules()).allSatisfy(rule -> {
            assertThat(rule.title()).isNotBlank().doesNotEndWith(".");
            assertThat(rule.examples()).isNotEmpty();
            assertThat(rule.near()).isNotEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsFound() {
        return Searched.STANDARD.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id().value(), () -> {
                    List<String> missed = new ArrayList<>();
                    int asked = 0;
                    for (String example : rule.examples()) {
                        for (long seed = 0; seed < SEEDS; seed++) {
                            asked++;
                            List<String> rules = Searched.file(fileName(rule), new SecretTemplate(seed).fill(example))
                                    .rules();
                            if (!rules.contains(rule.id().value())) {
                                missed.add(example + " with seed " + seed + " gives " + rules);
                            }
                        }
                    }
                    // chance makes a few values too even or too wordlike to count
                    assertThat(missed).hasSizeLessThanOrEqualTo(asked / 10);
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothingThatOnlyLooksLikeItIsFound() {
        return Searched.STANDARD.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.id().value(), () -> {
                    for (String near : rule.near()) {
                        for (long seed = 0; seed < SEEDS; seed++) {
                            assertThat(Searched.file(fileName(rule), new SecretTemplate(seed).fill(near))
                                            .rules())
                                    .as(near + " with seed " + seed)
                                    .doesNotContain(rule.id().value());
                        }
                    }
                }));
    }

    private static String fileName(SecretRule rule) {
        return rule.files()
                .map(files -> "home/app/." + files.text().replaceAll("\\|.*", ""))
                .orElse("srv/app/.env");
    }
}
