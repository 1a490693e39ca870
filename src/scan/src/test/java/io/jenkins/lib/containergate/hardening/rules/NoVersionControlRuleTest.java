package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoVersionControlRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoVersionControlRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .directory("app/.git", 0755)
                        .file("app/.git/HEAD", "ref: refs/heads/main")
                        .file("app/.git/objects/00/1", "x")
                        .file("srv/.svn/wc.db", "x"));
    }

    @Test
    void oneRepositoryIsOneFinding() {
        assertThat(actuals(broken())).containsExactly("app/.git", "srv/.svn");
    }

    @Test
    void whatALaterLayerDeletesCanStillBePulled() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().file("app/.git/HEAD", "x"))
                .layer(new TestLayer().delete("app/.git"));
        assertThat(actuals(image)).containsExactly("app/.git, hidden by a later layer but still in the image");
    }

    @Test
    void relatedFilesPass() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer()
                        .file("app/.gitignore", "x")
                        .file("app/x.git/HEAD", "x")
                        .file("usr/bin/git", 0755));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }
}
