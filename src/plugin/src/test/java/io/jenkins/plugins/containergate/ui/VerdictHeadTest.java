package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.PolicyNote;
import org.junit.jupiter.api.Test;

class VerdictHeadTest {
    @Test
    void theTimeOfTheDataIsSaidToTheSecond() {
        VerdictHead head = VerdictHead.of(Verdicts.failing(1));

        assertThat(head.gates().get(0).getSource()).isEqualTo("osv 1.7.0, data of 2026-11-20T00:00:00Z");
    }

    /** An amber box around "signed by" made a pass look like a problem. */
    @Test
    void whoSignedIsAFactAndAnUnusedWaiverAWarning() {
        VerdictHead head = VerdictHead.of(Verdicts.passing()
                .noted(new PolicyNote("signed", "signed by release-key"))
                .noted(new PolicyNote("kind-of-tomorrow", "look here")));

        assertThat(head.facts()).containsExactly("signed by release-key");
        assertThat(head.notes()).containsExactly("the waiver of CVE-2020-1 by payments covers nothing", "look here");
    }
}
