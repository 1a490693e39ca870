package io.jenkins.lib.containergate.gate.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.report.posture.SamplePostures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostureVerdictTest {
    private static PostureRow row(String name, boolean reached) {
        PostureRow row = SamplePostures.row(name, 1);
        return new PostureRow(
                row.kind(),
                row.name(),
                row.title(),
                row.path(),
                row.launchTypes(),
                row.tasks(),
                reached,
                row.images(),
                row.cells());
    }

    @Test
    void ofFindingsThatAreEquallySevereThoseThatTheInternetReachesComeFirst() {
        List<DecidedFinding> findings = PostureVerdict.of(
                        SamplePostures.of(List.of(row("aside", false), row("shop", true))))
                .gates()
                .get(0)
                .findings();

        List<DecidedFinding> blocked = findings.stream()
                .filter(found ->
                        found.decision() == Decision.BLOCKED && found.finding().severity() == Severity.HIGH)
                .toList();
        assertThat(blocked).hasSizeGreaterThan(2);
        int half = blocked.size() / 2;
        assertThat(blocked.subList(0, half))
                .allMatch(found -> found.finding().exposure().internet().equals(Optional.of(true)));
        assertThat(blocked.subList(half, blocked.size()))
                .allMatch(found -> found.finding().exposure().equals(Exposure.unknown()));
    }
}
