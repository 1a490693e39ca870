package io.jenkins.lib.containergate.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.registry.auth.TokenServer.Challenge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void parametersMayBeQuotedAndHoldCommas() {
        assertThat(Challenge.parse(List.of("Bearer realm=\"https://auth.example/token\", service=reg"
                        + " ,scope=\"repository:a/b:pull,push\"")))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of(
                                "realm",
                                "https://auth.example/token",
                                "service",
                                "reg",
                                "scope",
                                "repository:a/b:pull,push")));
    }

    @Test
    void severalChallengesMayShareAHeader() {
        assertThat(Challenge.parse(List.of("Negotiate, BASIC realm=\"a \\\"b\\\"\", Bearer realm=\"c\"")))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "basic", "bearer");
        assertThat(Challenge.parse(List.of("Basic realm=\"a \\\"b\\\"\""))
                        .get(0)
                        .parameter("realm"))
                .contains("a \"b\"");
    }

    @Test
    void nonsenseIsNoChallenge() {
        assertThat(Challenge.parse(List.of("", ",,", "=", "\"", "x".repeat(9_000))))
                .isEmpty();
    }

    @Test
    void aQuoteThatNeverEndsEndsTheReading() {
        assertThat(Challenge.parse(List.of("Bearer service=a, realm=\"" + "\\\\x".repeat(2_000))))
                .containsExactly(new Challenge("bearer", Map.of("service", "a")));
    }
}
