package io.jenkins.plugins.containergate.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.evaluate.SecretsJudge;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code checkSecrets}: does an image or a source tree hold secrets? Exactly one of {@code image}, {@code archive} and
 * {@code path}.
 */
public class CheckSecretsStep extends ArchivedImageStep {
    private static final long serialVersionUID = 1L;

    private @Nullable String path;
    private boolean gitHistory;

    @DataBoundConstructor
    public CheckSecretsStep() {}

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
    public CheckSecretsStep expandedBy(EnvVars environment) {
        CheckSecretsStep expanded = (CheckSecretsStep) super.expandedBy(environment);
        expanded.path = expand(path, environment);
        return expanded;
    }

    @Override
    public Optional<String> subject() {
        return super.subject().or(() -> Optional.ofNullable(path));
    }

    @Override
    public String name() {
        return DescriptorImpl.NAME;
    }

    @Override
    public Set<GateName> gates() {
        return Set.of(GateName.SECRETS);
    }

    /** An option that cannot be honoured is never ignored. */
    @Override
    protected Optional<String> conflict() {
        if (path == null && gitHistory) {
            return Optional.of(Messages.CheckSecretsStep_historyWithoutPath());
        }
        if (path != null
                && Stream.of(getPlatform(), getRegistryCredentialsId(), getAwsAccount())
                        .anyMatch(Objects::nonNull)) {
            return Optional.of(Messages.CheckSecretsStep_pathWithoutRegistry());
        }
        return conflict(getImage(), getArchive(), path);
    }

    private static Optional<String> conflict(@Nullable String image, @Nullable String archive, @Nullable String path) {
        long named = Stream.of(image, archive, path).filter(Objects::nonNull).count();
        if (named > 1) {
            return Optional.of(Messages.CheckSecretsStep_severalSubjects());
        }
        return named == 0 ? Optional.of(Messages.CheckSecretsStep_nothingToSearch()) : Optional.empty();
    }

    @Override
    public List<Judged> judge(GateContext context, EffectivePolicy policy, Clock clock)
            throws IOException, InterruptedException {
        SecretsJudge judge = new SecretsJudge(context, policy, clock);
        return path == null ? judge.image(target()) : judge.tree(path, gitHistory);
    }

    /** Form, arguments and label of the step. */
    @Extension
    public static class DescriptorImpl extends GateStepDescriptor {
        private static final String NAME = "checkSecrets";

        public DescriptorImpl() {
            super(NAME, List.of("image", "archive", "path"));
        }

        @Override
        public String getDisplayName() {
            return Messages.CheckSecrets_displayName();
        }

        @POST
        public FormValidation doCheckImage(
                @QueryParameter String value, @QueryParameter String archive, @QueryParameter String path) {
            return of(conflict(Util.fixEmptyAndTrim(value), Util.fixEmptyAndTrim(archive), Util.fixEmptyAndTrim(path)));
        }
    }
}
