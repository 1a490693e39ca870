package io.jenkins.lib.containergate.cli.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.fix.TaskFixer.Fixed;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.setting.Choice.Mode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FixSummaryTest {
    private static DecidedFinding found(String container, Decision decision) {
        return new DecidedFinding(
                new HardeningFinding(
                        new RuleId("image-by-digest"),
                        Severity.HIGH,
                        "images are named by digest",
                        Location.atPointer("taskdef.json", "/containerDefinitions/" + container),
                        container,
                        "a digest",
                        "name the digest"),
                decision,
                "org");
    }

    private static String summary(Set<Fingerprint> gone, DecidedFinding... findings) {
        Verdict verdict = new Verdict(
                new Subject("taskdef.json", Optional.empty(), Optional.empty(), Optional.empty()),
                new PolicyIdentity(Digest.of(new byte[] {1}), List.of("org"), Optional.of(Mode.ENFORCE)),
                List.of(new GateResult(
                        GateName.TASK_DEFINITION,
                        Stream.of(findings).anyMatch(each -> each.decision() == Decision.BLOCKED)
                                ? Outcome.FAIL
                                : Outcome.PASS,
                        "",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(findings))),
                List.of(),
                Instant.parse("2026-11-27T12:00:00Z"));
        return FixSummary.of(Path.of("out.json"), new Fixed("{}", gone), verdict);
    }

    /** Of two findings of one rule the waived one is gone: "fixed 1 of 1" would leave the other unsaid. */
    @Test
    void aWaivedFindingThatIsGoneIsNotCountedInPlaceOfAnOpenOneThatIsLeft() {
        DecidedFinding waived = found("0", Decision.WAIVED);
        DecidedFinding open = found("1", Decision.BLOCKED);

        assertThat(summary(Set.of(waived.finding().fingerprint()), waived, open))
                .isEqualTo("--fix wrote out.json: fixed 0 of 1 finding; fix by hand: 1 image-by-digest");
        assertThat(summary(Set.of(open.finding().fingerprint()), waived, open))
                .isEqualTo("--fix wrote out.json: fixed 1 of 1 finding");
        assertThat(summary(Set.of(waived.finding().fingerprint()), waived))
                .isEqualTo("--fix wrote out.json: no finding to fix");
    }
}
