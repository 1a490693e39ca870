package io.jenkins.plugins.containergate.ui;

import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Job;
import hudson.model.Run;
import java.util.List;

/** A page of a job, which says what came of its latest builds. */
public abstract class JobPage implements Action {
    private final Job<?, ?> job;

    protected JobPage(Job<?, ?> job) {
        this.job = job;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** For {@code l:job-subpage}. */
    public Job<?, ?> getObject() {
        return job;
    }

    /** @param most builds looked at, newest first; each one not in memory is loaded from disk */
    protected final List<Run<?, ?>> latestBuilds(int most) {
        return RecentBuilds.of(job, most).toList();
    }
}
