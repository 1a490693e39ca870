package io.jenkins.plugins.containergate.ui.posture;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.ui.JobPage;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Postures of a job: the latest one, and those of the builds before. */
@ExportedBean
public final class PostureHistory extends JobPage {
    /** Builds looked at; each one not in memory is loaded from disk. */
    private static final int BUILDS = 30;

    PostureHistory(Job<?, ?> job) {
        super(job);
    }

    @Override
    public String getIconFileName() {
        return PostureAction.ICON;
    }

    @Override
    public String getDisplayName() {
        return Messages.PostureHistory_displayName();
    }

    @Override
    public String getUrlName() {
        return "posture";
    }

    /** Of the latest builds that have one, newest first; a build has one for each cluster it looked at. */
    @Exported(name = "postures", inline = true)
    public List<PostureAction> getPostures() {
        List<PostureAction> postures = new ArrayList<>();
        for (Run<?, ?> run : latestBuilds(BUILDS)) {
            postures.addAll(run.getActions(PostureAction.class));
        }
        return postures;
    }

    public Optional<PostureAction> latest() {
        return getPostures().stream().findFirst();
    }

    /** Gives a job its page as soon as a recent build has a posture. */
    @Extension
    @SuppressWarnings("rawtypes") // the extension point is looked up by the raw class
    public static final class Factory extends TransientActionFactory<Job> {
        /** Builds looked at; this runs whenever a page shows the job. */
        private static final int RECENT = 5;

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return PostureHistory.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return RecentBuilds.of(target, RECENT).anyMatch(run -> run.getAction(PostureAction.class) != null)
                    ? List.of(new PostureHistory(target))
                    : List.of();
        }
    }
}
