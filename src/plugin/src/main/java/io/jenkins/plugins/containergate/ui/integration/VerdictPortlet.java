package io.jenkins.plugins.containergate.ui.integration;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.plugins.view.dashboard.DashboardPortlet;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.ui.ViewOverview;
import java.time.Clock;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The last verdicts of the jobs of a dashboard, where the plugin dashboard-view is installed. */
public final class VerdictPortlet extends DashboardPortlet {
    /** @param name heading of the portlet */
    @DataBoundConstructor
    public VerdictPortlet(String name) {
        super(name);
    }

    /** For the view. */
    public ViewOverview getVerdicts() {
        return new ViewOverview(getDashboard(), Clock.systemUTC());
    }

    /** One of the portlets that a dashboard can have. */
    @Extension(optional = true)
    @Symbol("containerGateVerdicts")
    @SuppressWarnings("deprecation") // what replaces it is in another plugin
    public static final class DescriptorImpl extends Descriptor<DashboardPortlet> {
        @Override
        public String getDisplayName() {
            return Messages.VerdictPortlet_displayName();
        }
    }
}
