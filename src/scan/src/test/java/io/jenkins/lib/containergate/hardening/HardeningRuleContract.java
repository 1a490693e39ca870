package io.jenkins.lib.containergate.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every hardening rule is held to; its test extends this and adds its own cases. */
public abstract class HardeningRuleContract {
    protected abstract HardeningRule rule();

    /** An image the rule objects to. */
    protected abstract TestImage broken();

    /** An image the rule applies to and has no objection to. */
    protected TestImage accepted() {
        return TestImage.clean();
    }

    @Test
    void theAcceptedImagePasses() {
        assertThat(rule().check(accepted().facts())).isEqualTo(new RuleResult.Pass());
    }

    @Test
    void theBrokenImageFailsWithFindingsThatExplainThemselves() {
        RuleResult result = rule().check(broken().facts());
        assertThat(result.outcome()).isEqualTo(RuleOutcome.FAIL);
        assertThat(result.findings()).allSatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule().metadata().id());
            assertThat(finding.severity()).isEqualTo(rule().metadata().severity());
            assertThat(finding.kind()).isEqualTo("hardening");
            assertThat(finding.location()).isNotEqualTo(Location.none());
            assertThat(finding.actual()).isNotBlank();
            assertThat(finding.expected()).isNotBlank();
            assertThat(finding.help()).isNotBlank();
            assertThat(finding.undecided()).isFalse();
        });
        assertThat(result.findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void theSameImageGivesTheSameAnswer() {
        assertThat(rule().check(broken().facts())).isEqualTo(rule().check(broken().facts()));
    }

    protected RuleResult check(TestImage image) {
        return rule().check(image.facts());
    }

    protected RuleOutcome outcome(TestImage image) {
        return check(image).outcome();
    }

    protected List<String> actuals(TestImage image) {
        return check(image).findings().stream().map(Finding::actual).toList();
    }
}
