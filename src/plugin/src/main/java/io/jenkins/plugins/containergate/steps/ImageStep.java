package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.containergate.access.ImageTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A gate on one image, or on every platform of it. */
public abstract class ImageStep extends GateStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String image;
    private @Nullable String platform;

    /** A registry reference, {@code docker-daemon:} and one, or {@code docker-archive:}, {@code oci-archive:}, {@code oci:} and a path. */
    public @Nullable String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@Nullable String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** {@code linux/arm64}; when absent, every platform of the image is judged. */
    public @Nullable String getPlatform() {
        return platform;
    }

    @DataBoundSetter
    public void setPlatform(@Nullable String platform) {
        this.platform = Util.fixEmptyAndTrim(platform);
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(image);
    }

    /** The image, once the options are known to be without conflict. */
    protected ImageTarget target() {
        return new ImageTarget(subject().orElseThrow(), false, platform, getRegistryCredentialsId(), getAwsAccount());
    }

    @Override
    public ImageStep expandedBy(EnvVars environment) {
        ImageStep expanded = (ImageStep) super.expandedBy(environment);
        expanded.image = expand(image, environment);
        expanded.platform = expand(platform, environment);
        return expanded;
    }
}
