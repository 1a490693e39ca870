package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.bounds.Deadline;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an agent may use for its work.
 *
 * @param temporary directory for what has to be unpacked; made when it is not there
 * @param seconds for all of it
 * @param layers where results of layers are kept, if they are
 */
record AgentEnvironment(
        String temporary, long seconds, @Nullable AgentLayers layers) implements Serializable {

    /** From now on. */
    Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(seconds), Clock.systemUTC());
    }
}
