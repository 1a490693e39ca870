package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoEmptyPasswordRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoEmptyPasswordRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .file("etc/passwd", "root::0:0::/root:/bin/sh\n")
                        .file("etc/shadow", "bin:*:1::::::\nroot:::0:::::\nadmin::1::::::\n"));
    }

    @Test
    void theFindingPointsToTheLineAndNeverShowsAHash() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().file("etc/shadow", "bin:$6$salt$hunter2:1::::::\n\nroot::1::::::\n"));
        assertThat(check(image).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.location().path()).contains("etc/shadow");
            assertThat(finding.location().line()).hasValue(3);
            assertThat(finding.actual()).isEqualTo("user root has an empty password");
        });
        assertThat(image.facts().toString()).doesNotContain("hunter2");
    }

    @Test
    void locksHashesAndCommentsPass() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer()
                        .file("etc/passwd", "# a::0\nroot:x:0:0::/root:/bin/sh\nbroken\n")
                        .file("etc/shadow", "root:!:1\na:*:1\nb:!!:1\nc:$y$x:1\nd:!$y$x:1\n"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aDatabaseThatCannotBeReadIsAnErrorNotAPass() {
        TestImage image =
                TestImage.clean().layer(new TestLayer().other(Kind.HARD_LINK, "etc/shadow", 0640, "usr/lib/shadow"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void anUnreadableDatabaseDoesNotHideWhatTheOtherOneShows() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer()
                        .file("etc/passwd", "root::0:0::/root:/bin/sh\n")
                        .other(Kind.DEVICE, "etc/shadow", 0640, ""));
        assertThat(actuals(image))
                .containsExactly("user root has an empty password", "etc/shadow is a device node, not a plain file");
        assertThat(outcome(image)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void anImageWithoutAccountsHasNoPasswords() {
        assertThat(outcome(TestImage.empty())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
