package io.jenkins.plugins.containergate.agent;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.listeners.RunListener;

/** Holds the {@link KeptReadings} of running builds, and forgets those of a build when it ends. */
@Extension
public final class ImagesOfBuilds extends RunListener<Run<?, ?>> {
    private static final long MAX_BYTES = 64L << 20;

    private final KeptReadings readings = new KeptReadings(MAX_BYTES);

    static KeptReadings readings() {
        return ExtensionList.lookupSingleton(ImagesOfBuilds.class).readings;
    }

    @Override
    public void onFinalized(Run<?, ?> run) {
        readings.forget(run.getExternalizableId());
    }
}
