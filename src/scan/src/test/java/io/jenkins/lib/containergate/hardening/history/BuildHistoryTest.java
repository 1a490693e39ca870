package io.jenkins.lib.containergate.hardening.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.hardening.history.BuildHistory.BuildStep;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BuildHistoryTest {
    @Test
    void eachStepKnowsTheLayerItMade() {
        BuildHistory history = BuildHistory.of(TestImage.empty()
                .note("ENV A=b")
                .step("COPY a /a # buildkit")
                .note("USER app")
                .step("COPY b /b # buildkit")
                .config());
        assertThat(history.steps())
                .extracting(BuildStep::layer)
                .containsExactly(OptionalInt.empty(), OptionalInt.of(0), OptionalInt.empty(), OptionalInt.of(1));
        assertThat(history.steps()).extracting(BuildStep::first).containsExactly(false, true, false, false);
        assertThat(history.silence()).isEmpty();
    }

    @Test
    void whereEntriesAndLayersDifferNoStepClaimsALayer() {
        BuildHistory history = BuildHistory.of(TestImage.empty()
                .layer(new TestLayer())
                .withoutHistory()
                .step("COPY a /a # buildkit")
                .config());
        assertThat(history.steps()).extracting(BuildStep::layer).containsExactly(OptionalInt.empty());
        assertThat(history.silence()).contains("the image's history describes 1 of 2 layers");
    }

    @Test
    void aHistoryOfAnotherKindOfToolSaysNothingAboutADockerfile() {
        assertThat(BuildHistory.of(TestImage.empty().step("bazel build").config())
                        .silence())
                .contains("the image's history names no Dockerfile instruction");
        assertThat(BuildHistory.of(TestImage.empty()
                                .step("bazel build")
                                .note("USER app")
                                .config())
                        .silence())
                .isEmpty();
    }

    @Test
    void anImageWithoutLayersHasNothingToTell() {
        assertThat(BuildHistory.of(TestImage.empty().config()).silence()).isEmpty();
    }
}
