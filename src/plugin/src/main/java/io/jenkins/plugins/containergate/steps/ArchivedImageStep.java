package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.containergate.access.ImageTarget;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;

/** A gate that has the agent read an image: an image or an archive, and never both. */
public abstract class ArchivedImageStep extends ImageStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String archive;

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
        return super.subject().or(() -> Optional.ofNullable(archive));
    }

    @Override
    protected final ImageTarget target() {
        return archive == null ? super.target() : super.target().asArchive();
    }

    @Override
    public ArchivedImageStep expandedBy(EnvVars environment) {
        ArchivedImageStep expanded = (ArchivedImageStep) super.expandedBy(environment);
        expanded.archive = expand(archive, environment);
        return expanded;
    }
}
