package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Task definitions that an earlier {@code gate drift} has read are not asked for again. */
class DefinitionCacheTest extends RunningShop {
    private Path cache;

    @BeforeEach
    void somethingRuns() {
        cache = folder.resolve("cache");
        pass();
        runs();
    }

    private Gate drift(Instant now) {
        return gate(
                now,
                "drift",
                "--cluster",
                "prod",
                "--osv",
                Fixtures.osv(folder, "LOW"),
                "--policy",
                policy,
                "--cache",
                cache);
    }

    private int asked() {
        return ecs.calls("DescribeTaskDefinition");
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("task-definitions"))) {
            return files.toList();
        }
    }

    @Test
    void aSecondRunAsksForNewRevisionsOnly() {
        assertThat(drift(Gate.NOW).exit()).isZero();
        assertThat(drift(Gate.NOW).exit()).isZero();
        assertThat(asked()).isEqualTo(1);
        ecs.definition("shop:8", DEFINITION.replace("IMAGE", pinned()).replace("\"10001\"", "\"0\""));
        ecs.task("family:shop", "shop:8", pinned(), image.manifestDigest());
        Gate root = drift(Gate.NOW);
        assertThat(root.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(root.out()).contains("task-non-root-user");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void whatIsKeptIsEvaluatedByThePolicyInForce() {
        policy = policy("taskDefinition: {awsLookups: optional, rules: {task-non-root-user: off}}");
        ecs.definition("shop:7", DEFINITION.replace("IMAGE", pinned()).replace("\"10001\"", "\"0\""));
        pass();
        Gate before = drift(Gate.NOW);
        assertThat(before.exit()).as(before.out()).isZero();
        policy = policy("");
        assertThat(drift(Gate.NOW).out()).contains("task-non-root-user");
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anEntryThatIsTooOldOrOfTheFutureIsAskedForAgain() {
        drift(Gate.NOW);
        drift(Gate.NOW.minusSeconds(1));
        assertThat(asked()).as("time went back").isEqualTo(2);
        drift(Gate.NOW.plus(Duration.ofDays(29)));
        assertThat(asked()).isEqualTo(2);
        drift(Gate.NOW.plus(Duration.ofDays(31)));
        assertThat(asked()).isEqualTo(3);
    }

    @Test
    void anEntryThatIsDamagedOrPutInThePlaceOfAnotherIsIgnored() throws IOException {
        ecs.definition("shop:8", DEFINITION.replace("IMAGE", pinned()).replace("\"10001\"", "\"0\""));
        drift(Gate.NOW);
        Path good = entries().get(0);
        byte[] whole = Files.readAllBytes(good);
        ecs.task("family:shop", "shop:8", pinned(), image.manifestDigest());
        drift(Gate.NOW);
        assertThat(asked()).isEqualTo(2);
        for (Path entry : entries()) {
            Files.write(entry, whole);
        }
        assertThat(drift(Gate.NOW).out())
                .as("the other one is not taken for it")
                .contains("task-non-root-user");
        assertThat(asked()).isEqualTo(3);
        for (Path entry : entries()) {
            byte[] bytes = Files.readAllBytes(entry);
            bytes[bytes.length / 2] ^= 1;
            Files.write(entry, bytes);
        }
        assertThat(drift(Gate.NOW).out()).contains("task-non-root-user");
        assertThat(asked()).isEqualTo(5);
    }

    @Test
    void aDefinitionThatHoldsASecretIsNotKept() throws IOException {
        ecs.definition(
                "shop:7",
                DEFINITION
                        .replace("IMAGE", pinned())
                        .replace(
                                "\"essential\": true,",
                                "\"essential\": true, \"environment\": [{\"name\": \"DB_PASSWORD\","
                                        + " \"value\": \"aH7sk2Lq90zXcv\"}],"));
        assertThat(drift(Gate.NOW).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(drift(Gate.NOW).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(asked()).isEqualTo(2);
        for (Path entry : entries()) {
            assertThat(new String(Files.readAllBytes(entry), StandardCharsets.ISO_8859_1))
                    .doesNotContain("aH7sk2Lq90zXcv");
        }
    }

    /** It is not searched for secrets, and each run says that it is undecided. */
    @Test
    void aDefinitionWithAMemberThatIsNotKnownIsNotKept() throws IOException {
        ecs.definition(
                "shop:7",
                DEFINITION
                        .replace("IMAGE", pinned())
                        .replace("\"privileged\": false", "\"ofTomorrow\": {\"password\": \"aH7sk2Lq90zXcv\"}"));
        for (int run = 1; run <= 2; run++) {
            Gate gate = drift(Gate.NOW);
            assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).contains("every-resource-evaluated");
            assertThat(asked()).isEqualTo(run);
        }
        assertThat(entries()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatOthersCanWriteToIsRefused() throws IOException {
        Path open = Files.createDirectories(cache.resolve("task-definitions"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Gate gate = drift(Gate.NOW);
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("can be written by others");
    }

    @Test
    void anAnswerOnAnotherRevisionIsAnErrorAndNotKept() throws IOException {
        ecs.answersWith("shop:7", "shop:9");
        Gate gate = drift(Gate.NOW);
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("see whether a proxy");
        assertThat(entries()).isEmpty();
    }
}
