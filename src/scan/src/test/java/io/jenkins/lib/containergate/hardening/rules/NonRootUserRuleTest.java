package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonRootUserRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NonRootUserRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().user("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":",
                ":1000",
                "root",
                "root:app",
                " root",
                "0",
                "0:0",
                "0:1000",
                "00",
                "+0",
                "-0",
                "000000000000",
                "0000000000000000000000",
                "\t0",
                "0 :0"
            })
    void everySpellingOfRootIsRoot(String user) {
        assertThat(outcome(TestImage.clean().user(user))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "4294967296",
                "4294967296:0",
                "-1",
                "99999999999999999999999",
                "18446744073709551616"
            })
    void anIdThatMayWrapAroundToRootIsRefused(String user) {
        assertThat(actuals(TestImage.clean().user(user)))
                .singleElement()
                .asString()
                .contains("wrap around");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10001", "10001:0", "2147483647", "app", "app:root", "+10001", "010001"})
    void otherUsersPass(String user) {
        assertThat(outcome(TestImage.clean().user(user))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app:x:0:0::/:/bin/sh",
                "app:x:00:0::/:/bin/sh",
                "app:x:4294967296:0::/:/bin/sh",
                "app:x:-1:0::/:/bin/sh",
                "app:x:nonsense:0::/:/bin/sh",
                "app:x:",
                "app",
                "  app:x:0:0::/:/bin/sh\r",
                "app:x:1000:1000::/:/bin/sh\napp:x:0:0::/:/bin/sh"
            })
    void aNameThatTheImageMapsToRootIsRoot(String passwd) {
        TestImage image = TestImage.clean().user("app").layer(new TestLayer().file("etc/passwd", passwd));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000:x:0:0::/:/bin/sh", "\u00a01000:x:0:0::/:/bin/sh", "1000"})
    void anAccountCalledLikeANumberCanMakeThatNumberRoot(String passwd) {
        TestImage image = TestImage.clean().user("1000").layer(new TestLayer().file("etc/passwd", passwd));
        assertThat(actuals(image)).singleElement().asString().contains("etc/passwd");
    }

    @Test
    void aNameThatTheImageDoesNotKnowIsRefused() {
        assertThat(actuals(TestImage.clean().user("ghost")))
                .containsExactly("USER ghost is not in the image's etc/passwd");
        assertThat(outcome(TestImage.empty().user("app"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().user("app").layer(new TestLayer().delete("etc/passwd"))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void theTopmostVisiblePasswdCounts() {
        TestImage image = TestImage.clean()
                .user("app")
                .layer(new TestLayer().file("etc/passwd", "app:x:0:0::/:/bin/sh"))
                .layer(new TestLayer().file("etc/passwd", "app:x:7:7::/:/bin/sh"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "10001"})
    void aPasswdThatCannotBeReadIsAnErrorNotAPass(String user) {
        TestImage linked = TestImage.clean()
                .user(user)
                .layer(new TestLayer().other(Kind.SYMBOLIC_LINK, "etc/passwd", 0777, "../usr/lib/passwd"));
        assertThat(outcome(linked)).isEqualTo(RuleOutcome.ERROR);
        Finding finding = check(linked).findings().get(0);
        assertThat(finding.undecided()).isTrue();
        assertThat(finding.severity()).isEqualTo(Severity.UNKNOWN);
        assertThat(finding.actual()).contains("is a symbolic link");
        TestImage huge = TestImage.clean().user(user).layer(new TestLayer().file("etc/passwd", "x".repeat(65_537)));
        assertThat(outcome(huge)).isEqualTo(RuleOutcome.ERROR);
        TestImage many =
                TestImage.clean().user(user).layer(new TestLayer().file("etc/passwd", "a:x:5:5\n".repeat(1_001)));
        assertThat(outcome(many)).isEqualTo(RuleOutcome.ERROR);
        TestImage behindLink =
                TestImage.empty().user(user).layer(new TestLayer().other(Kind.SYMBOLIC_LINK, "etc", 0777, "usr/etc"));
        assertThat(outcome(behindLink)).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void theFindingPointsToTheSettingAndShowsNoControlCharacter() {
        Finding finding =
                check(TestImage.clean().user("\u001b[2Jghost")).findings().get(0);
        assertThat(finding.location()).isEqualTo(Location.atPointer("config", "/config/User"));
        assertThat(finding.actual()).startsWith("USER \\u{001B}[2Jghost");
    }

    @Test
    void windowsHasNoRoot() {
        assertThat(outcome(TestImage.cleanWindows().user(""))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
