package io.jenkins.plugins.containergate.config.trial;

import hudson.Util;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** What an administrator edits and pastes. */
public final class PolicyTrialForm {
    private final @Nullable PolicySettings policy;
    private final @Nullable String verdict;

    /**
     * @param policy none for no policy of the organisation: then the built-in one decides
     * @param verdict a {@code verdict.json}
     */
    @DataBoundConstructor
    public PolicyTrialForm(@Nullable PolicySettings policy, @Nullable String verdict) {
        this.policy = policy;
        this.verdict = Util.fixEmptyAndTrim(verdict);
    }

    public @Nullable PolicySettings getPolicy() {
        return policy;
    }

    public @Nullable String getVerdict() {
        return verdict;
    }
}
