package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.OpenVulnerability;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostVulnerabilitiesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostVulnerabilitiesRuleTest extends ClusterRuleContract<HostVulnerabilitiesQuestion.Answer> {
    private static final Coverage SCANNED = new Coverage("i-1", List.of(), true, "ACTIVE SUCCESSFUL", Optional.of(NOW));

    @Override
    protected CloudRule<Deployment, HostVulnerabilitiesQuestion.Answer> rule() {
        return new HostVulnerabilitiesRule(Duration.ofDays(7), CLOCK);
    }

    @Override
    protected HostVulnerabilitiesQuestion.Answer broken() {
        return answer(List.of(SCANNED), open("CVE-2024-21626", true));
    }

    @Override
    protected HostVulnerabilitiesQuestion.Answer accepted() {
        return answer(List.of(SCANNED), open("CVE-2099-1", false));
    }

    private static OpenVulnerability open(String id, boolean fixable) {
        return new OpenVulnerability("i-1", id, List.of("runc"), fixable);
    }

    private static HostVulnerabilitiesQuestion.Answer answer(List<Coverage> coverage, OpenVulnerability... open) {
        return new HostVulnerabilitiesQuestion.Answer(List.of("i-1"), coverage, List.of(open));
    }

    @Test
    void theFirstFewAreNamedWithTheirPackages() {
        OpenVulnerability[] many = IntStream.range(0, 7)
                .mapToObj(index -> open("CVE-2024-" + index, true))
                .toArray(OpenVulnerability[]::new);
        assertThat(result(answer(List.of(SCANNED), many)).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("7 severe vulnerabilities", "CVE-2024-0 (runc)", "and 2 more");
    }

    @Test
    void whereInspectorScansNothingAnotherRuleDecides() {
        assertThat(outcome(answer(List.of()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(answer(List.of(new Coverage("i-1", List.of(), false, "INACTIVE", Optional.empty())))))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void oneInstanceThatIsNotScannedLeavesItOpen() {
        assertThat(outcome(new HostVulnerabilitiesQuestion.Answer(List.of("i-1", "i-2"), List.of(SCANNED), List.of())))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void anInstanceThatWasNeverScannedOrLongAgoLeavesItOpen() {
        Coverage never = new Coverage("i-1", List.of(), true, "ACTIVE SUCCESSFUL", Optional.empty());
        assertThat(outcome(answer(List.of(never)))).isEqualTo(RuleOutcome.ERROR);
        Coverage old = new Coverage("i-1", List.of(), true, "ACTIVE SUCCESSFUL", Optional.of(daysAgo(8)));
        assertThat(outcome(answer(List.of(old)))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(answer(List.of(old), open("CVE-2024-21626", true)))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aClusterWithoutInstancesHasNothingToJudge() {
        assertThat(outcome(new HostVulnerabilitiesQuestion.Answer(List.of(), List.of(), List.of())))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}
