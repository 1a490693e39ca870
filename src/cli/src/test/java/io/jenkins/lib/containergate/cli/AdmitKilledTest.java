package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.aws.FakeEcs.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process of {@code gate admit --wait} that is killed answers nothing; the next one asks again what waits. */
class AdmitKilledTest extends WaitingShop {
    private static final long PATIENCE = 600;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private @Nullable Process process;

    @AfterEach
    void end() {
        released.countDown();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** In a process of its own, with the time as it is. */
    private Process launch() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Daws.endpointUrl=" + ecs.address(),
                "-Daws.accessKeyId=testing",
                "-Daws.secretAccessKey=hidden",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        for (Object word : words("admit", "--cluster", "prod", "--service", "shop", "--wait", "--interval", "1s")) {
            command.add(word.toString());
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("admit.txt").toFile())
                .start();
        return process;
    }

    private void hold() {
        reached.countDown();
        try {
            released.await(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("admit.txt"));
    }

    private void kill(Process running) throws IOException, InterruptedException {
        while (!reached.await(1, TimeUnit.SECONDS)) {
            assertThat(running.isAlive()).as(said()).isTrue();
        }
        running.destroyForcibly();
        assertThat(running.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        released.countDown();
    }

    /** Before it looks, while it evaluates, and right before it answers. */
    @ParameterizedTest
    @CsvSource({"ListServiceDeployments, 1", "DescribeServiceRevisions, 1", "DescribeServiceRevisions, 2"})
    void aGoodDeploymentIsNotContinuedByAProcessThatIsKilledAndIsByTheNextOne(String call, int times) throws Exception {
        attest(Instant.now(), "LOW");
        String deployment = waiting("shop", "one");
        for (int i = 1; i < times; i++) {
            ecs.before(call, () -> {});
        }
        ecs.before(call, this::hold);
        kill(launch());
        assertThat(ecs.answers()).isEmpty();
        assertThat(ecs.hookStatus(deployment)).isEqualTo("AWAITING_ACTION");
        Gate next = Gate.runAt(Instant.now(), words("admit", "--cluster", "prod", "--service", "shop"));
        assertThat(next.exit()).as(next.out() + next.err()).isZero();
        assertThat(ecs.answers()).containsExactly(new Answer(deployment, "hook-one", "CONTINUE", true));
    }

    /** ECS has the request when the process dies. */
    @Test
    void aBadDeploymentIsRolledBackAlsoWhenTheProcessIsKilledWhileItAnswers() throws Exception {
        String deployment = waiting("shop", "one");
        ecs.before("ContinueServiceDeployment", this::hold);
        kill(launch());
        for (int i = 0; i < 100 && ecs.answers().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(ecs.answers()).allMatch(answer -> answer.action().equals("ROLLBACK"));
        assertThat(ecs.hookStatus(deployment)).isIn("FAILED", "AWAITING_ACTION");
    }

    @Test
    void theTimeOutOfTheHookEndsWhatNobodyAnswers() throws Exception {
        String deployment = waiting("shop", "one");
        ecs.before("DescribeServiceRevisions", this::hold);
        kill(launch());
        ecs.hook(deployment, "status", "TIMED_OUT").deployment(deployment, "status", "ROLLBACK_IN_PROGRESS");
        Gate next = Gate.runAt(Instant.now(), words("admit", "--cluster", "prod", "--service", "shop"));
        assertThat(next.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(next.out()).contains("waits for an answer, so none was evaluated");
        assertThat(ecs.answers()).isEmpty();
        assertThat(ecs.calls()).doesNotContain("ContinueServiceDeployment");
    }
}
