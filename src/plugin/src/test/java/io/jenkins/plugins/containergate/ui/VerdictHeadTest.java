package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictHeadTest {
    @Test
    void theTimeOfTheDataIsSaidToTheSecond() {
        VerdictHead head = VerdictHead.of(Verdicts.failing(1));

        assertThat(head.gates().get(0).getSource()).isEqualTo("osv 1.7.0, data of 2026-11-20T00:00:00Z");
    }

    /** Four of them are in the head of the page; the others were nowhere on it. */
    @Test
    void newerBasesThatAreNotInTheHeadOfThePageAreAmongTheFacts() {
        Verdict verdict = Verdicts.passing();
        for (int removes = 9; removes > 3; removes--) {
            verdict = verdict.noted(new PolicyNote(
                    PolicyNote.BASE_IMAGE_UPGRADE,
                    "upgrade debian:12.4 to debian:12." + removes,
                    Optional.of(new PolicyNote.BaseUpgrade("debian:12." + removes, "sha256:0", removes, 9, 0))));
        }

        assertThat(VerdictHead.of(verdict).facts())
                .containsExactly("upgrade debian:12.4 to debian:12.5", "upgrade debian:12.4 to debian:12.4");
        assertThat(new VerdictAction(1, verdict, Optional.empty()).getUpgrades())
                .hasSize(4);
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
