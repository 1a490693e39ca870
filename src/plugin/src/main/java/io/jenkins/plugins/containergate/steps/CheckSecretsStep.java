package io.jenkins.plugins.containergate.steps;

import hudson.Extension;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.run.CheckSecretsOptions;
import io.jenkins.plugins.containergate.run.ImageOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code checkSecrets}: does an image or a source tree hold secrets? */
public class CheckSecretsStep extends ImageStep {
    private final CheckSecretsOptions options = new CheckSecretsOptions();

    @DataBoundConstructor
    public CheckSecretsStep() {}

    @Override
    protected ImageOptions options() {
        return options;
    }

    public @Nullable String getPath() {
        return options.getPath();
    }

    @DataBoundSetter
    public void setPath(@Nullable String path) {
        options.setPath(path);
    }

    public boolean isGitHistory() {
        return options.isGitHistory();
    }

    @DataBoundSetter
    public void setGitHistory(boolean gitHistory) {
        options.setGitHistory(gitHistory);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        public DescriptorImpl() {
            super("checkSecrets", CheckSecretsOptions.class, List.of("image", "archive", "path"));
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckSecrets_displayName();
        }
    }
}
