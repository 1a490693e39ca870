package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Util;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** Options of gates that have the agent read an image: an image or an archive, and never both. */
public abstract class ImageOptions extends GateOptions {
    private static final long serialVersionUID = 1L;

    private @Nullable String image;
    private @Nullable String archive;

    /** A registry reference, {@code docker-daemon:} and one, or {@code docker-archive:}, {@code oci-archive:}, {@code oci:} and a path. */
    public @Nullable String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** Path in the workspace of an image saved as a tar file. */
    public @Nullable String getArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(@Nullable String archive) {
        this.archive = Util.fixEmptyAndTrim(archive);
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(image).or(() -> Optional.ofNullable(archive));
    }

    protected final void expandInto(ImageOptions target, EnvVars environment) {
        super.expandInto(target, environment);
        target.setImage(expand(image, environment));
        target.setArchive(expand(archive, environment));
    }
}
