package io.jenkins.plugins.containergate.steps;

import io.jenkins.plugins.containergate.run.ImageOptions;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** The step of a gate that has the agent read an image: its {@link ImageOptions} as arguments. */
public abstract class ImageStep extends GateStep {
    @Override
    protected abstract ImageOptions options();

    public @Nullable String getImage() {
        return options().getImage();
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        options().setImage(image);
    }

    public @Nullable String getArchive() {
        return options().getArchive();
    }

    @DataBoundSetter
    public void setArchive(@Nullable String archive) {
        options().setArchive(archive);
    }
}
