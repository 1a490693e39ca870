package io.jenkins.plugins.containergate.ui.trial;

import hudson.Util;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** What an administrator edits and pastes. */
public final class PolicyTrialForm {
    private final @Nullable PolicySettings policy;
    private final @Nullable String verdict;
    private final @Nullable String scope;

    /**
     * @param policy none for no policy of the organisation: then the built-in one decides
     * @param verdict a {@code verdict.json}
     * @param scope full name of a folder or job whose last builds are tried instead, {@code /} for all, or a build, as in
     *     {@code teams/shop #12}
     */
    @DataBoundConstructor
    public PolicyTrialForm(@Nullable PolicySettings policy, @Nullable String verdict, @Nullable String scope) {
        this.policy = policy;
        this.verdict = Util.fixEmptyAndTrim(verdict);
        this.scope = Util.fixEmptyAndTrim(scope);
    }

    public @Nullable String getScope() {
        return scope;
    }

    public @Nullable PolicySettings getPolicy() {
        return policy;
    }

    public @Nullable String getVerdict() {
        return verdict;
    }
}
