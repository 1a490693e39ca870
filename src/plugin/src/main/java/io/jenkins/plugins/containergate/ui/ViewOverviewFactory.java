package io.jenkins.plugins.containergate.ui;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.TransientViewActionFactory;
import hudson.model.View;
import java.time.Clock;
import java.util.List;

/** Gives every view its overview, and every folder, because the page of a folder is that of its views. */
@Extension
public final class ViewOverviewFactory extends TransientViewActionFactory {
    @Override
    public List<Action> createFor(View view) {
        return List.of(new ViewOverview(view, Clock.systemUTC()));
    }
}
