package io.jenkins.lib.containergate.progress;

/** Receives progress events, possibly from several threads at once. */
@FunctionalInterface
public interface ProgressListener {
    void on(ProgressEvent event);

    static ProgressListener none() {
        return event -> {};
    }
}
