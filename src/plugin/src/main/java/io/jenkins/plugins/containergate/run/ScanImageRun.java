package io.jenkins.plugins.containergate.run;

import hudson.AbortException;
import java.io.IOException;

/** One {@code scanImage} in a build, the same for the Pipeline step and the build step. */
public final class ScanImageRun {
    private final ScanImageOptions options;

    public ScanImageRun(ScanImageOptions options) {
        this.options = options;
    }

    /** @throws AbortException when the build must stop: the gate failed, could not decide, or was asked nonsense */
    public GateResultValue perform(GateContext context) throws IOException, InterruptedException {
        if (options.problem().isPresent()) {
            throw new AbortException(options.problem().get());
        }
        throw new AbortException("not connected");
    }
}
