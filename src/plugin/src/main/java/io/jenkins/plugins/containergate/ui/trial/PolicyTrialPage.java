package io.jenkins.plugins.containergate.ui.trial;

import hudson.model.ModelObject;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer of the page: the form as it was sent, with the result or why there is none. */
public final class PolicyTrialPage implements ModelObject {
    private final PolicyTrialForm form;
    private final List<TrialView> trials;
    private final @Nullable JobTrials jobs;
    private final @Nullable String problem;

    private PolicyTrialPage(
            PolicyTrialForm form, List<TrialView> trials, @Nullable JobTrials jobs, @Nullable String problem) {
        this.form = form;
        this.trials = List.copyOf(trials);
        this.jobs = jobs;
        this.problem = problem;
    }

    static PolicyTrialPage of(PolicyTrialForm form) {
        return new PolicyTrialPage(form, List.of(), null, null);
    }

    static PolicyTrialPage of(PolicyTrialForm form, List<TrialView> trials) {
        return new PolicyTrialPage(form, trials, null, null);
    }

    static PolicyTrialPage of(PolicyTrialForm form, JobTrials jobs) {
        return new PolicyTrialPage(form, List.of(), jobs, null);
    }

    static PolicyTrialPage of(PolicyTrialForm form, String problem) {
        return new PolicyTrialPage(form, List.of(), null, problem);
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

    /** What would become of a single verdict, or of each of a build. */
    public List<TrialView> getTrials() {
        return trials;
    }

    /** What the form offers to choose from. */
    public List<String> getScopes() {
        return TrialScope.names();
    }

    /** Why nothing could be tried or saved, and what to do. */
    public @Nullable String getProblem() {
        return problem;
    }
}
