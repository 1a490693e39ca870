package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictHeadTest {
    @Test
    void theTimeOfTheDataIsSaidToTheSecond() {
        VerdictHead head = VerdictHead.of(Verdicts.failing(1));

        assertThat(head.gates().get(0).getSource()).isEqualTo("osv 1.7.0, data of 2026-11-20T00:00:00Z");
    }
}
