package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @Test
    void aVariantMattersOnlyWhenItIsAskedFor() throws Exception {
        Platform v8 = Platform.parse("linux/arm64/v8");
        assertThat(v8.satisfies(Platform.of("linux", "arm64"))).isTrue();
        assertThat(Platform.of("linux", "arm64").satisfies(v8)).isFalse();
        assertThat(v8.satisfies(Platform.of("linux", "amd64"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "linux/", "linux/amd64/v1/x", "Linux/amd64", "linux/amd64 "})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Platform.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("use OS/ARCH[/VARIANT]");
    }
}
