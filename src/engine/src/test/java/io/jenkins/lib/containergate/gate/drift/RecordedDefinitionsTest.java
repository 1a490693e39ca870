package io.jenkins.lib.containergate.gate.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionDigest;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which entries of a ledger decide whether a task definition passed. */
class RecordedDefinitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private TaskDefinition task;
    private Ledger ledger;
    private EffectivePolicy inForce;
    private EffectivePolicy stricter;
    private EffectivePolicy lax;

    private static EffectivePolicy policy(String taskDefinition) throws Exception {
        String text = "version: 1\ntaskDefinition: " + taskDefinition + "\n";
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org", text)), CLOCK);
    }

    @BeforeEach
    void open() throws Exception {
        byte[] file = TestTask.fargate().json().getBytes(StandardCharsets.UTF_8);
        task = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(new TreeMap<>(Map.of("taskdef.json", file)))
                .tasks()
                .get(0);
        ledger = Ledger.open(folder, 1 << 20);
        inForce = policy("{rules: {no-interactive-tty: on}}");
        stricter = policy("{rules: {no-interactive-tty: on, init-process: on}}");
        lax = policy("{rules: {no-interactive-tty: off, no-privileged: off}}");
    }

    private void append(Outcome outcome, int secondsAgo, EffectivePolicy under) throws Exception {
        ledger.append(entry(GateName.TASK_DEFINITION, outcome, secondsAgo, under.digest()), under);
    }

    private void driftCheck(Outcome outcome, int secondsAgo, EffectivePolicy under) throws Exception {
        ledger.append(entry(GateName.DRIFT, outcome, secondsAgo, under.digest()), under);
    }

    private LedgerEntry entry(GateName gate, Outcome outcome, int secondsAgo, Digest under) {
        return entry(gate, outcome, secondsAgo, under, "enforce");
    }

    private LedgerEntry entry(GateName gate, Outcome outcome, int secondsAgo, Digest under, String mode) {
        return new LedgerEntry(
                NOW.minusSeconds(secondsAgo),
                "taskdef.json",
                Optional.empty(),
                Optional.empty(),
                outcome,
                Map.of(gate, outcome),
                under,
                List.of("org"),
                Optional.of(mode),
                List.of(),
                Optional.empty(),
                new LedgerEntry.Attached(
                        List.of(TaskDefinitionDigest.of(task).orElseThrow()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
    }

    private Standing standing(EffectivePolicy policy) {
        return new RecordedDefinitions(
                        DriftEvidence.LEDGER, Optional.of(new RecordedPolicies(ledger, policy, CLOCK)), policy, CLOCK)
                .of(task);
    }

    private Standing standing() {
        return standing(inForce);
    }

    private void refused(String reason) {
        assertThat(standing())
                .isInstanceOfSatisfying(
                        Standing.Broken.class,
                        broken -> assertThat(broken.reasons())
                                .singleElement()
                                .asString()
                                .contains(reason));
    }

    @Test
    void whatPassedUnderAPolicyOfOnesOwnDoesNotCount() throws Exception {
        append(Outcome.PASS, 30, lax);
        refused("taskDefinition.rules.no-interactive-tty is off, not on");
        append(Outcome.PASS, 20, inForce);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
    }

    @Test
    void whatPassedUnderAStricterPolicyCounts() throws Exception {
        append(Outcome.PASS, 30, stricter);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
    }

    @Test
    void aPolicyOfWhichTheLedgerHasTheDigestAloneDoesNotCount() throws Exception {
        ledger.append(entry(GateName.TASK_DEFINITION, Outcome.PASS, 30, stricter.digest()));
        refused("by the digest alone");
    }

    @Test
    void aTextThatIsNotThePolicyOfItsDigestDoesNotCount() throws Exception {
        append(Outcome.PASS, 30, lax);
        try (Stream<Path> files = Files.list(folder.resolve("policies"))) {
            Files.write(files.findFirst().orElseThrow(), stricter.canonical());
        }
        refused("by the digest alone");
    }

    /** A policy that becomes stricter does not turn a whole cluster red: whether the rules hold today is evaluated anyway. */
    @Test
    void whatPassedUnderAPolicyThatWasInForceThenCounts() throws Exception {
        driftCheck(Outcome.FAIL, 100, lax);
        append(Outcome.PASS, 90, lax);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
        driftCheck(Outcome.FAIL, 80, inForce);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
    }

    @Test
    void whatPassesUnderAPolicyThatIsNoLongerInForceDoesNotCount() throws Exception {
        driftCheck(Outcome.PASS, 100, lax);
        driftCheck(Outcome.PASS, 80, inForce);
        append(Outcome.PASS, 70, lax);
        refused("is off, not on");
    }

    @Test
    void aDriftCheckThatEndedInAnErrorPutsNoPolicyInForce() throws Exception {
        driftCheck(Outcome.ERROR, 100, lax);
        append(Outcome.PASS, 90, lax);
        refused("is off, not on");
    }

    @Test
    void aDriftCheckThatOnlyReportsPutsNoPolicyInForce() throws Exception {
        ledger.append(entry(GateName.DRIFT, Outcome.PASS, 100, lax.digest(), "audit"), lax);
        append(Outcome.PASS, 90, lax);
        refused("is off, not on");
    }

    @Test
    void inALedgerOfAControllerEveryVerdictIsUnderThePolicyOfTheOrganisation() throws Exception {
        append(Outcome.PASS, 30, lax);
        ledger = Ledger.ofController(folder, 1 << 20);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
        append(Outcome.FAIL, 40, inForce);
        assertThat(standing()).isInstanceOf(Standing.Broken.class);
    }

    @Test
    void whatPassedUnderAnotherPolicyDoesNotHideWhatFailedUnderThisOne() throws Exception {
        driftCheck(Outcome.PASS, 100, lax);
        append(Outcome.PASS, 30, lax);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
        append(Outcome.FAIL, 60, inForce);
        assertThat(standing()).isInstanceOf(Standing.Broken.class);
        append(Outcome.PASS, 10, inForce);
        assertThat(standing()).isInstanceOf(Standing.Holds.class);
        append(Outcome.FAIL, 5, lax);
        assertThat(standing()).isInstanceOf(Standing.Broken.class);
    }
}
