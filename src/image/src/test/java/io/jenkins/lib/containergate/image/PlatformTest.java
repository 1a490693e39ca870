package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "linux/amd64, linux/amd64, true",
        "linux/amd64, linux/arm64, false",
        "linux/amd64, windows/amd64, false",
        "linux/arm64, linux/arm64/v8, true",
        "linux/arm64/v8, linux/arm64, true",
        "linux/arm, linux/arm/v7, true",
        "linux/arm/v6, linux/arm/v7, false",
        "linux/arm/v6, linux/arm, true",
        "linux/amd64/v3, linux/amd64/v1, false",
        "linux/riscv64, linux/riscv64/x, false"
    })
    void anImageSatisfiesWhatItRunsOn(String image, String wanted, boolean satisfied) throws GateException {
        assertThat(Platform.parse(image).satisfies(Platform.parse(wanted))).isEqualTo(satisfied);
    }

    /** As containerd and Docker compare an entry of an index with the machine. */
    @ParameterizedTest
    @CsvSource({
        "linux/x86_64, linux/amd64",
        "linux/x86-64/v2, linux/amd64/v2",
        "linux/i386/x, linux/386",
        "linux/aarch64, linux/arm64",
        "linux/aarch64/8, linux/arm64/v8",
        "linux/arm64/9, linux/arm64/v9",
        "linux/armhf, linux/arm/v7",
        "linux/armel, linux/arm/v6",
        "linux/arm/6, linux/arm/v6",
        "macos/arm64, darwin/arm64",
        "linux/s390x, linux/s390x"
    })
    void aPlatformHasOneSpelling(String written, String spelled) throws GateException {
        assertThat(Platform.parse(written)).hasToString(spelled).isEqualTo(Platform.parse(spelled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "linux", "linux/", "/amd64", "linux/amd64/v1/x", "Linux/amd64", "linux/../etc", "a b/c"})
    void anythingElseIsNoPlatform(String text) {
        assertThatThrownBy(() -> Platform.parse(text))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("linux/amd64");
    }
}
