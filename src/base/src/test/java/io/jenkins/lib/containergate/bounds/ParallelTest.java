package io.jenkins.lib.containergate.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.jenkins.lib.containergate.fault.GateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void resultsComeInTheOrderOfTheItems() throws Exception {
        List<Integer> items = IntStream.range(0, 1_000).boxed().toList();
        assertThat(Parallel.map(items, 4, item -> item)).isEqualTo(items);
        assertThat(Parallel.map(List.of(), 4, item -> item)).isEmpty();
    }

    @Test
    void theFirstFaultStopsTheRest() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatExceptionOfType(GateException.class)
                        .isThrownBy(() -> Parallel.map(List.of("waits", "fails"), 2, item -> {
                            if (item.equals("fails")) {
                                throw new GateException("it failed", "try again");
                            }
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                                throw e;
                            }
                            return item;
                        }))
                        .withMessage("it failed; try again"));
        assertThat(interrupted).isTrue();
    }

    @Test
    void aMistakeIsNoResult() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Parallel.map(List.of(0), 1, item -> 1 / item))
                .withMessage("unexpected fault in work on several threads")
                .withCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void anInterruptionEndsTheWork() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> Parallel.map(List.of(1), 1, item -> {
                    new CountDownLatch(1).await();
                    return item;
                }));
        assertThat(Thread.interrupted()).isFalse();
    }

    /** As the class loader of an agent forgets it. */
    @Test
    void workThatForgetsAnInterruptionIsInterruptedAgain() {
        AtomicBoolean forgot = new AtomicBoolean();
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatExceptionOfType(GateException.class)
                        .isThrownBy(() -> Parallel.map(List.of("forgets", "fails"), 2, item -> {
                            if (item.equals("fails")) {
                                throw new GateException("it failed", "try again");
                            }
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                forgot.set(true);
                            }
                            new CountDownLatch(1).await();
                            return item;
                        })));
        assertThat(forgot).isTrue();
    }
}
