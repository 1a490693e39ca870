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
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which entries of a ledger decide whether a task definition passed. */
class RecordedDefinitionsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Digest POLICY = new Digest("ab".repeat(32));
    private static final Digest OTHER = new Digest("cd".repeat(32));

    @TempDir
    private Path folder;

    private static void append(Ledger ledger, TaskDefinition task, Outcome outcome, Instant at, Digest under)
            throws Exception {
        ledger.append(new LedgerEntry(
                at,
                "taskdef.json",
                Optional.empty(),
                outcome,
                Map.of(GateName.TASK_DEFINITION, outcome),
                under,
                List.of("org"),
                Optional.of("enforce"),
                List.of(),
                Optional.empty(),
                new LedgerEntry.Attached(
                        List.of(TaskDefinitionDigest.of(task).orElseThrow()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    }

    @Test
    void whatPassedUnderAnotherPolicyDoesNotHideWhatFailedUnderThisOne() throws Exception {
        byte[] file = TestTask.fargate().json().getBytes(StandardCharsets.UTF_8);
        TaskDefinition task = new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(new TreeMap<>(Map.of("taskdef.json", file)))
                .tasks()
                .get(0);
        Ledger ledger = Ledger.open(folder, 1 << 20);
        RecordedDefinitions recorded = new RecordedDefinitions(
                DriftEvidence.LEDGER, Optional.of(ledger), POLICY, Clock.fixed(NOW, ZoneOffset.UTC));
        append(ledger, task, Outcome.PASS, NOW.minusSeconds(30), OTHER);
        assertThat(recorded.of(task)).isInstanceOf(Standing.Holds.class);
        append(ledger, task, Outcome.FAIL, NOW.minusSeconds(60), POLICY);
        assertThat(recorded.of(task)).isInstanceOf(Standing.Broken.class);
        append(ledger, task, Outcome.PASS, NOW.minusSeconds(10), POLICY);
        assertThat(recorded.of(task)).isInstanceOf(Standing.Holds.class);
        append(ledger, task, Outcome.FAIL, NOW.minusSeconds(5), OTHER);
        assertThat(recorded.of(task)).isInstanceOf(Standing.Broken.class);
    }
}
