package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTagTest {
    @ParameterizedTest
    @CsvSource({
        "3.20, 3.21, true",
        "3.9, 3.10, true",
        "3.20, 3.19, false",
        "3.20, 3.20, false",
        "3.20, 3.20.1, false",
        "v1.2.3, v1.2.4, true",
        "v1.2.3, 1.2.4, false",
        "1.27.3-alpine3.20, 1.27.4-alpine3.20, true",
        "1.27.3-alpine3.20, 1.27.3-alpine3.21, true",
        "1.27.3-alpine3.20, 1.28.0-alpine3.19, false",
        "1.27.3-alpine3.20, 1.28.0-bookworm, false",
        "1.27.3, 1.28.0-rc1, false",
        "12-slim, 13-slim, true",
        "12-slim, 13, false",
        "bookworm-20241016-slim, bookworm-20241111-slim, true",
        "bookworm-20241016, trixie-20251111, false",
        "2024.10.16, 2025.01.02, true",
        "2024-10-16, 2024-11-02, true",
        "12, 20241016, false",
        "20241016, 202410160, false",
        "latest, 12, false",
        "1, 99999999999999999999, false",
    })
    void aTagIsNewerIfItsNumbersAloneDiffer(String tag, String other, boolean newer) {
        assertThat(VersionTag.newer(tag, List.of(other))).isEqualTo(newer ? List.of(other) : List.of());
    }

    @Test
    void theNewestPatchTheNewestOfTheMajorVersionAndTheNewestOfAllAreChosen() {
        assertThat(VersionTag.newer(
                        "1.26.1",
                        List.of(
                                "2.0.1",
                                "1.26.2",
                                "1.26.10",
                                "1.9.0",
                                "1.30.0",
                                "1.27.0",
                                "2.1.0",
                                "2.1.0-rc1",
                                "latest")))
                .containsExactly("1.26.10", "1.30.0", "2.1.0");
        assertThat(VersionTag.newer("12", List.of("11", "13", "14", "14.1"))).containsExactly("14");
        assertThat(VersionTag.newer("12", List.of())).isEmpty();
    }
}
