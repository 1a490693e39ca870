package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostVulnerabilitiesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorCoversHostsRuleTest extends ClusterRuleContract<HostVulnerabilitiesQuestion.Answer> {
    @Override
    protected CloudRule<Deployment, HostVulnerabilitiesQuestion.Answer> rule() {
        return new InspectorCoversHostsRule(Duration.ofDays(7), CLOCK);
    }

    @Override
    protected HostVulnerabilitiesQuestion.Answer broken() {
        return answer(new Coverage("i-1", List.of(), false, "INACTIVE NO_INVENTORY", Optional.empty()));
    }

    @Override
    protected HostVulnerabilitiesQuestion.Answer accepted() {
        return answer(scanned(7));
    }

    private static Coverage scanned(int days) {
        return new Coverage("i-1", List.of(), true, "ACTIVE SUCCESSFUL", Optional.of(daysAgo(days)));
    }

    private static HostVulnerabilitiesQuestion.Answer answer(Coverage... coverage) {
        return new HostVulnerabilitiesQuestion.Answer(List.of("i-1"), List.of(coverage), List.of());
    }

    @ParameterizedTest
    @CsvSource({"7, PASS", "8, FAIL"})
    void aScanHasToBeRecent(int days, RuleOutcome expected) {
        assertThat(outcome(answer(scanned(days)))).isEqualTo(expected);
    }

    @Test
    void itSaysWhyAnInstanceIsNotScanned() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("the instance i-1 is not scanned by Inspector: INACTIVE NO_INVENTORY");
    }

    @Test
    void anEmptyAnswerAndAnotherInstanceAreNoScan() {
        assertThat(outcome(answer())).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(answer(new Coverage("i-2", List.of(), true, "ACTIVE", Optional.of(NOW)))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anActiveStatusWithoutAScanIsNone() {
        assertThat(outcome(answer(new Coverage("i-1", List.of(), true, "ACTIVE", Optional.empty()))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aClusterWithoutInstancesHasNothingToScan() {
        assertThat(outcome(new HostVulnerabilitiesQuestion.Answer(List.of(), List.of(), List.of())))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
