package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import org.junit.jupiter.api.Test;

/** What every rule on services and clusters is held to; its test extends this and adds its own cases. */
public abstract class DeploymentRuleContract {
    protected abstract DeploymentRule rule();

    /** One the rule objects to. */
    protected abstract Deployment broken();

    /** One the rule applies to and has no objection to. */
    protected abstract Deployment accepted();

    @Test
    protected void theAcceptedOnePasses() {
        assertThat(rule().check(accepted())).isEqualTo(new RuleResult.Pass());
    }

    @Test
    protected void theBrokenOneFailsWithFindingsThatExplainThemselves() {
        RuleResult result = rule().check(broken());
        assertThat(result.outcome()).isEqualTo(RuleOutcome.FAIL);
        assertThat(result.findings()).allSatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule().metadata().id());
            assertThat(finding.severity()).isEqualTo(rule().metadata().severity());
            assertThat(finding.kind()).isEqualTo("misconfiguration");
            assertThat(finding.location().path()).contains("taskdef.file");
            assertThat(finding.location().pointer().orElseThrow()).startsWith("/Resources/Shop/Properties");
            assertThat(finding.actual()).startsWith("Shop, the ");
        });
        assertThat(result.findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }

    protected RuleOutcome outcome(Deployment deployment) {
        return rule().check(deployment).outcome();
    }
}
