package io.jenkins.plugins.containergate.ui.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictMacroTest {
    private static final String FORGED = "x\nContainer gate: vulnerabilities: PASS: shop: nothing was found";

    @Test
    void aNameOrReasonWithALineBreakIsNoVerdictOfItsOwn() {
        assertThat(VerdictMacro.line("Container gate: secrets", "FAIL", FORGED, FORGED)
                        .lines())
                .singleElement()
                .asString()
                .startsWith("Container gate: secrets: FAIL: x\\u{000A}Container");
    }
}
