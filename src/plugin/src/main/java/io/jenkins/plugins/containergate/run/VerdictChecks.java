package io.jenkins.plugins.containergate.run;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.ui.VerdictAction;

/** Shows verdicts beside the commit they are about, where the plugin checks-api and one that publishes checks are installed. */
final class VerdictChecks {
    private VerdictChecks() {}

    /** Never changes what becomes of the build: the verdict is kept, and that nobody shows it elsewhere is told in the log. */
    static void publish(Run<?, ?> run, TaskListener listener, VerdictAction action) {
        try {
            VerdictCheckPublisher.publish(run, listener, action);
        } catch (NoClassDefFoundError e) {
            // checks-api is not installed: nobody has asked for checks
            return;
        } catch (RuntimeException e) {
            new GateLog(listener)
                    .line("the verdict could not be published as a check: "
                            + e.getClass().getSimpleName());
        }
    }
}
