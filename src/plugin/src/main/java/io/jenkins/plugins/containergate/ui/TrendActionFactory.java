package io.jenkins.plugins.containergate.ui;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/**
 * Gives a job its trend as soon as a recent build ran a gate, whatever became of the build: a gate that fails every
 * build has no successful one to hang the trend on.
 */
@Extension
@SuppressWarnings("rawtypes") // the extension point is looked up by the raw class
public final class TrendActionFactory extends TransientActionFactory<Job> {
    /** Builds looked at; this runs whenever a page shows the job. */
    private static final int BUILDS = 5;

    @Override
    public Class<Job> type() {
        return Job.class;
    }

    @Override
    public Class<? extends Action> actionType() {
        return TrendAction.class;
    }

    @Override
    public Collection<? extends Action> createFor(Job target) {
        return RecentBuilds.of(target, BUILDS).anyMatch(run -> run.getAction(VerdictAction.class) != null)
                ? List.of(new TrendAction(target))
                : List.of();
    }
}
