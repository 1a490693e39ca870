package io.jenkins.plugins.containergate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A gate whose agent is gone because Jenkins stops is cut short by that, not by its agent. */
class ShutdownTest {
    private final AtomicInteger pauses = new AtomicInteger();

    @Test
    void jenkinsThatSaysThatItStopsAfterItsAgentIsGoneStops() throws Exception {
        assertThat(stoppingAfter(0).isUnderWay(true)).isTrue();
        assertThat(stoppingAfter(3).isUnderWay(true)).isTrue();
        assertThat(pauses).hasValue(3);
    }

    @Test
    void anAgentThatIsLostWhileJenkinsGoesOnIsWaitedForAndReported() throws Exception {
        assertThat(stoppingAfter(Integer.MAX_VALUE).isUnderWay(true)).isFalse();
        assertThat(pauses).hasValue(4);
    }

    @Test
    void nothingWaitsWhileTheAgentIsThere() throws Exception {
        assertThat(stoppingAfter(3).isUnderWay(false)).isFalse();
        assertThat(stoppingAfter(0).isUnderWay(false)).isTrue();
        assertThat(pauses).hasValue(0);
    }

    private Shutdown stoppingAfter(int intervals) {
        return new Shutdown(
                () -> pauses.get() >= intervals, Duration.ofSeconds(1), duration -> pauses.incrementAndGet());
    }
}
