package io.jenkins.plugins.containergate.config.health;

import hudson.Extension;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.util.List;

/** Policies that cannot be read, or that ask for less than the layer around them: every gate under them is an ERROR. */
@Extension
public final class UnusablePolicy extends ListedProblems {
    @Override
    public String getDisplayName() {
        return Messages.UnusablePolicy_displayName();
    }

    @Override
    public String getSummary() {
        return Messages.UnusablePolicy_summary();
    }

    @Override
    List<String> problems() {
        return ContainerGateConfiguration.get().policies().problems().stream()
                .map(GateException::getMessage)
                .map(JenkinsWords::of)
                .toList();
    }
}
