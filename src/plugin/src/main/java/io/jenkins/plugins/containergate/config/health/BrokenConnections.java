package io.jenkins.plugins.containergate.config.health;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.containergate.Messages;
import java.util.List;

/** AWS accounts and Trivy servers that did not answer when they were last tried: gates that need them are an ERROR. */
@Extension
public final class BrokenConnections extends ListedProblems {
    @Override
    public String getDisplayName() {
        return Messages.BrokenConnections_displayName();
    }

    @Override
    public String getSummary() {
        return Messages.BrokenConnections_summary();
    }

    @Override
    List<String> problems() {
        return ExtensionList.lookupSingleton(ConnectionChecks.class).problems();
    }
}
