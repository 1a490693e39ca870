package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoAddedSetuidFilesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoAddedSetuidFilesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .file("opt/app/helper", 04755)
                        .file("usr/bin/helper", 02755)
                        .file("home/usr/bin/su", 04755)
                        .other(Kind.HARD_LINK, "usr/local/bin/su", 04755, "opt/app/helper"));
    }

    @Test
    void theDistributionsOwnAreLeftToTheOtherRule() {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().file("usr/bin/su", 04755))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aMillionFilesGiveTwentyFindingsAndANumber() {
        TestLayer hostile = new TestLayer();
        for (int i = 0; i < 100_000; i++) {
            hostile.file("f" + i, 06777, "");
        }
        TestImage image = TestImage.clean().layer(hostile);
        assertThat(check(image).findings())
                .hasSize(21)
                .last()
                .extracting(Finding::actual)
                .isEqualTo("and 99980 more");
        assertThat(outcome(image)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void filesThatWereNotKeptCannotHideBehindTheDeletionOfThoseThatWere() {
        TestLayer hostile = new TestLayer();
        TestLayer deletion = new TestLayer();
        for (int i = 0; i < 300; i++) {
            hostile.file("f" + i, 04755, "");
            if (i < 299) {
                deletion.delete("f" + i);
            }
        }
        assertThat(outcome(TestImage.clean().layer(hostile).layer(deletion))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void windowsHasNoSetuid() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
