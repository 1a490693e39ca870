package io.jenkins.plugins.containergate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.containergate.run.BuildFailure.Attempt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndecidedGateTest {
    /** Ids of each {@code retry} and its body, outermost first, of the attempt that did not decide and of the one that does. */
    @ParameterizedTest
    @CsvSource({
        "retry body1, retry body2, true",
        "outer outerBody retry body1, outer outerBody retry body2, true",
        "outer outerBody1 retry1 body1, outer outerBody2 retry2 body2, true",
        "retry body, retry body, false",
        "outer outerBody retry1 body1, outer outerBody retry2 body2, false",
        "retry1 body1, retry2 body2, false",
        "outer outerBody retry body, outer outerBody, false",
        "outer outerBody, outer outerBody retry body, false",
    })
    void aGateIsDecidedByALaterAttemptOfARetryAroundBoth(String before, String after, boolean decided) {
        UndecidedGate gate = new UndecidedGate(attempt("step1", before), "scanImage shop");

        assertThat(gate.isDecidedBy(attempt("step2", after), "scanImage shop")).isEqualTo(decided);
        assertThat(gate.isDecidedBy(attempt("step2", after), "scanImage other")).isFalse();
    }

    @Test
    void aStepThatStartsAgainAfterARestartDecidesItself() {
        UndecidedGate gate = new UndecidedGate(new Attempt(Optional.of("step"), List.of()), "admitDeployment");

        assertThat(gate.isDecidedBy(new Attempt(Optional.of("step"), List.of()), "admitDeployment"))
                .isTrue();
        assertThat(gate.isDecidedBy(new Attempt(Optional.of("other"), List.of()), "admitDeployment"))
                .isFalse();
    }

    private static Attempt attempt(String step, String retries) {
        return new Attempt(Optional.of(step), List.of(retries.split(" ")));
    }
}
