package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.bounds.Deadline;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A session with an AWS that answers what a test tells it to. */
abstract class AwsFaults {
    FakeAws aws;
    AwsSession session;

    @BeforeEach
    void start() throws Exception {
        aws = new FakeAws();
        session = aws.session();
    }

    @AfterEach
    void stop() {
        session.close();
        aws.close();
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofMinutes(5), Clock.systemUTC());
    }
}
