package io.jenkins.plugins.containergate.build;

import io.jenkins.lib.containergate.progress.ProgressEvent;
import io.jenkins.lib.containergate.progress.ProgressEvent.Noted;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;

/** Stages as lines of the build log; how many bytes of a layer were read is nothing to keep. */
public final class ProgressLog implements ProgressListener {
    private final GateLog log;

    public ProgressLog(GateLog log) {
        this.log = log;
    }

    @Override
    public void on(ProgressEvent event) {
        if (event instanceof StageStarted started) {
            log.line(started.stage() + ": " + started.detail());
        } else if (event instanceof StageFinished finished) {
            log.line(finished.stage() + " done: " + finished.detail());
        } else if (event instanceof Noted noted) {
            log.line(GateLog.ofEngine(noted.text()));
        }
    }
}
