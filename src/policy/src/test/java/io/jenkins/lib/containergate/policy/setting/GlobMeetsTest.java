package io.jenkins.lib.containergate.policy.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobMeetsTest {
    private static final String POLICY = "version: 1\nsignatures: [{repositories: ['**'], signers: [{name: ci,"
            + " keyless: {issuer: 'https://token.actions.githubusercontent.com', subject: '%s'}}]}]";

    @ParameterizedTest
    @CsvSource({
        "a/*/c, a/b/*, true",
        "a/*, a/b/c, false",
        "a/**, a/b/c, true",
        "*a, b*, true",
        "*a, b, false",
        "a*b, ab, true",
        "**x, *y/**, true",
        "*, a/b, false",
        "a, a, true",
        "a, b, false"
    })
    void twoPatternsMeetWhereSomeNameFitsBoth(String one, String other, boolean meet) {
        assertThat(Glob.overPath(one).meets(Glob.overPath(other))).isEqualTo(meet);
        assertThat(Glob.overPath(other).meets(Glob.overPath(one))).isEqualTo(meet);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/shop/*",
                "https://github.com/acme/*",
                "https://github.com/acme/shop",
                "repo:acme/shop:ref:refs/heads/main",
                "https://github.com/acme/shop/.github/workflows/release.yml",
                "http://github.com/acme/**"
            })
    void aSubjectThatNoWorkflowHasIsAnErrorOfThePolicy(String subject) {
        assertThatThrownBy(() -> PolicyParser.parse("org", "org.yaml", POLICY.formatted(subject)))
                .isInstanceOf(PolicyFormatException.class)
                .hasMessageContaining("names no subject that GitHub Actions has");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/acme/**",
                "https://github.com/acme/shop/**",
                "https://github.com/acme/*/.github/workflows/release.yml@refs/tags/*",
                "https://github.com/acme/shop/.github/workflows/*@refs/heads/**",
                "**/release.yml@refs/heads/main"
            })
    void aSubjectThatAWorkflowCanHaveIsTaken(String subject) throws Exception {
        assertThat(PolicyParser.parse("org", "org.yaml", POLICY.formatted(subject))
                        .signatures())
                .hasSize(1);
    }
}
