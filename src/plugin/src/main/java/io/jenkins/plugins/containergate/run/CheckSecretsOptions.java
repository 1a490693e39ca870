package io.jenkins.plugins.containergate.run;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Options of {@code checkSecrets}: exactly one of {@code image}, {@code archive} and {@code path}. */
public class CheckSecretsOptions extends ImageOptions {
    private static final long serialVersionUID = 1L;

    private @Nullable String path;
    private boolean gitHistory;

    @DataBoundConstructor
    public CheckSecretsOptions() {}

    /** Directory or file in the workspace; {@code .} for all of it. */
    public @Nullable String getPath() {
        return path;
    }

    @DataBoundSetter
    public void setPath(@Nullable String path) {
        this.path = Util.fixEmptyAndTrim(path);
    }

    /** Whether what {@code path}'s git repository held before is searched, too. */
    public boolean isGitHistory() {
        return gitHistory;
    }

    @DataBoundSetter
    public void setGitHistory(boolean gitHistory) {
        this.gitHistory = gitHistory;
    }

    @Override
    public CheckSecretsOptions expandedBy(EnvVars environment) {
        CheckSecretsOptions expanded = new CheckSecretsOptions();
        expandInto(expanded, environment);
        expanded.setPath(expand(path, environment));
        expanded.setGitHistory(gitHistory);
        return expanded;
    }

    @Override
    public Optional<String> subject() {
        return super.subject().or(() -> Optional.ofNullable(path));
    }

    @Override
    String gateName() {
        return "checkSecrets";
    }

    @Override
    Set<GateName> gates() {
        return Set.of(GateName.SECRETS);
    }

    @Override
    public Optional<String> problem() {
        return problem(getImage(), getArchive(), path);
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws IOException, InterruptedException {
        return new SecretsJudge(context, policy, clock).judge(this);
    }

    private static Optional<String> problem(@Nullable String image, @Nullable String archive, @Nullable String path) {
        long named = Stream.of(Optional.ofNullable(image), Optional.ofNullable(archive), Optional.ofNullable(path))
                .filter(Optional::isPresent)
                .count();
        if (named > 1) {
            return Optional.of(Messages.CheckSecretsOptions_severalSubjects());
        }
        return named == 0 ? Optional.of(Messages.CheckSecretsOptions_nothingToSearch()) : Optional.empty();
    }

    /** Form of the options, shared by the step and the build step. */
    @Extension
    public static class DescriptorImpl extends GateOptionsDescriptor {
        public DescriptorImpl() {
            super("checkSecrets");
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckSecrets_displayName();
        }

        @POST
        public FormValidation doCheckImage(
                @QueryParameter String value, @QueryParameter String archive, @QueryParameter String path) {
            return problem(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(archive), Util.fixEmptyAndTrim(path))
                    .map(FormValidation::error)
                    .orElseGet(FormValidation::ok);
        }
    }
}
