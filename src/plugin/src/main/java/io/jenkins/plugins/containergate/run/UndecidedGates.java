package io.jenkins.plugins.containergate.run;

import hudson.Extension;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateLog;

/**
 * Fails a build at its end when a gate that was to be tried again decided in none of the attempts.
 *
 * <p>Before all other listeners: those that start other builds, or tell a waiting one of the result, must not see a success.
 */
@Extension(ordinal = Double.MAX_VALUE)
public final class UndecidedGates extends RunListener<Run<?, ?>> {

    /** The result of a Pipeline can still be set here. */
    @Override
    public void onCompleted(Run<?, ?> run, TaskListener listener) {
        for (UndecidedGate each : run.getActions(UndecidedGate.class)) {
            if (!each.isDecided()) {
                GateLog log = new GateLog(listener);
                log.line(Messages.UndecidedGates_never(GateLog.singleLine(each.gate())));
                log.flush();
                run.setResult(Result.FAILURE);
            }
        }
    }
}
