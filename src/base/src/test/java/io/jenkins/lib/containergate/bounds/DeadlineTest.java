package io.jenkins.lib.containergate.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void aPassedDeadlineSaysWhatWasGoingOn() {
        Deadline passed = Deadline.after(Duration.ZERO, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(passed.remaining()).isZero();
        assertThatThrownBy(() -> passed.check("reading layer 3"))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("while reading layer 3");
    }

    @Test
    void timeLeftIsNoError() {
        Deadline ahead = Deadline.after(Duration.ofMinutes(1), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThatCode(() -> ahead.check("reading")).doesNotThrowAnyException();
        assertThat(ahead.remaining()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anInterruptedThreadStopsAtTheNextCheck() {
        Deadline ahead = Deadline.after(Duration.ofMinutes(1), Clock.systemUTC());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> ahead.check("reading")).isInstanceOf(InterruptedException.class);
    }
}
