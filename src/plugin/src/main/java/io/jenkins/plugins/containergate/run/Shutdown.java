package io.jenkins.plugins.containergate.run;

import hudson.remoting.Channel;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.plugins.containergate.build.GateContext;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;

/**
 * Whether a gate could not decide because Jenkins stops. Agents can be gone before Jenkins says that it stops: those whose
 * connections or processes end with it, while it still saves what its Pipelines do.
 */
final class Shutdown {
    /** Jenkins says so within that time after its agents are gone. */
    static final Duration NOTICE = Duration.ofSeconds(15);

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final BooleanSupplier stops;
    private final Duration notice;
    private final Pause pause;

    Shutdown(BooleanSupplier stops, Duration notice, Pause pause) {
        this.stops = stops;
        this.notice = notice;
        this.pause = pause;
    }

    static Shutdown of(Jenkins controller) {
        return new Shutdown(
                () -> controller.isTerminating() || Jenkins.getInstanceOrNull() != controller,
                NOTICE,
                Pause.sleeping());
    }

    /** @param agentIsLost whether the connection to the agent of the gate is closed */
    boolean isUnderWay(boolean agentIsLost) throws InterruptedException {
        if (agentIsLost) {
            for (Duration left = notice;
                    left.compareTo(INTERVAL) >= 0 && !stops.getAsBoolean();
                    left = left.minus(INTERVAL)) {
                pause.sleep(INTERVAL);
            }
        }
        return stops.getAsBoolean();
    }

    static boolean agentIsLost(GateContext context) {
        return context.workspace()
                .filter(workspace -> workspace.getChannel() instanceof Channel channel && channel.isClosingOrClosed())
                .isPresent();
    }
}
