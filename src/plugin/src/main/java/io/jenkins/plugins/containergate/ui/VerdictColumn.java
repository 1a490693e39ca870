package io.jenkins.plugins.containergate.ui;

import hudson.Extension;
import hudson.model.Job;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.ui.TrendAction.TrendPoint;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of job lists: the outcome of the last finished build that ran a gate, and what it found. */
public final class VerdictColumn extends ListViewColumn {
    /** Builds looked at for each job of a list. */
    private static final int BUILDS = 5;

    @DataBoundConstructor
    public VerdictColumn() {}

    /** For the view: {@code null} for a job whose latest builds ran no gate. */
    public @Nullable TrendPoint last(Job<?, ?> job) {
        return RecentBuilds.finished(job, BUILDS)
                .flatMap(run -> TrendPoint.of(run, Optional.<GateName>empty()).stream())
                .findFirst()
                .orElse(null);
    }

    /** Not among the columns of a list unless somebody adds it. */
    @Extension
    @Symbol("containerGateVerdict")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.VerdictColumn_displayName();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
