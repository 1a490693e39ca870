package io.jenkins.plugins.containergate.ui.trial;

import hudson.model.ModelObject;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import org.jspecify.annotations.Nullable;

/** One answer of the page: the form as it was sent, with the result or why there is none. */
public final class PolicyTrialPage implements ModelObject {
    private final PolicyTrialForm form;
    private final @Nullable TrialView trial;
    private final @Nullable JobTrials jobs;
    private final @Nullable String problem;

    private PolicyTrialPage(
            PolicyTrialForm form, @Nullable TrialView trial, @Nullable JobTrials jobs, @Nullable String problem) {
        this.form = form;
        this.trial = trial;
        this.jobs = jobs;
        this.problem = problem;
    }

    static PolicyTrialPage of(PolicyTrialForm form) {
        return new PolicyTrialPage(form, null, null, null);
    }

    static PolicyTrialPage of(PolicyTrialForm form, TrialView trial) {
        return new PolicyTrialPage(form, trial, null, null);
    }

    static PolicyTrialPage of(PolicyTrialForm form, JobTrials jobs) {
        return new PolicyTrialPage(form, null, jobs, null);
    }

    static PolicyTrialPage of(PolicyTrialForm form, String problem) {
        return new PolicyTrialPage(form, null, null, problem);
    }

    @Override
    public String getDisplayName() {
        return Messages.PolicyTrialLink_displayName();
    }

    /** For the form: the type of the field {@code policy} is known there. */
    public ContainerGateConfiguration getDescriptor() {
        return ContainerGateConfiguration.get();
    }

    public @Nullable PolicySettings getPolicy() {
        return form.getPolicy();
    }

    public @Nullable String getVerdict() {
        return form.getVerdict();
    }

    public @Nullable String getScope() {
        return form.getScope();
    }

    public @Nullable JobTrials getJobs() {
        return jobs;
    }

    public @Nullable TrialView getTrial() {
        return trial;
    }

    /** Why nothing could be tried or saved, and what to do. */
    public @Nullable String getProblem() {
        return problem;
    }
}
