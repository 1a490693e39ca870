package io.jenkins.plugins.containergate.ui.waivers;

import hudson.Extension;
import hudson.model.Job;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Manage Jenkins, Security, Container waivers: all waivers of the policies of the organisation and its folders. Those in
 * workspaces are not known here.
 */
@Extension
@Symbol("containerGateWaivers")
public final class WaiversLink extends ManagementLink {
    private static final Comparator<WaiverRow> BY_END =
            Comparator.comparing(WaiverRow::expires).thenComparing(WaiverRow::getRule);
    private static final Comparator<WaiverRow> BY_OWNER =
            Comparator.comparing(WaiverRow::getOwner).thenComparing(BY_END);

    /** What a page may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Clock clock = Clock.systemUTC();

    @Override
    public String getIconFileName() {
        return "symbol-hourglass-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.WaiversLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.WaiversLink_description();
    }

    @Override
    public String getUrlName() {
        return "container-gate-waivers";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    @Override
    public Category getCategory() {
        return Category.SECURITY;
    }

    /** Why policies cannot be applied: their waivers may be missing in the list. */
    public List<String> problems() {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        return ContainerGateConfiguration.get().policies().problems().stream()
                .map(GateException::getMessage)
                .map(JenkinsWords::of)
                .toList();
    }

    /** By their ends, or by their owners where the request asks for that. */
    public WaiverList waivers(StaplerRequest2 request) {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        List<WithOrigin<Waiver>> waivers = ContainerGateConfiguration.get().policies().readable().stream()
                .flatMap(policy -> policy.waivers().stream())
                .toList();
        WaiverUses uses = new WaiverUses(waivers, clock);
        if (!waivers.isEmpty()) {
            List<Job<?, ?>> jobs = new ArrayList<>();
            Jenkins.get().getAllItems(Job.class).forEach(job -> jobs.add((Job<?, ?>) job));
            uses.lookAt(jobs, Deadline.after(PATIENCE, clock));
        }
        return new WaiverList(
                waivers.stream()
                        .map(waiver -> new WaiverRow(waiver, uses.of(waiver), clock))
                        .sorted(isByOwner(request) ? BY_OWNER : BY_END)
                        .toList(),
                uses);
    }

    public boolean isByOwner(StaplerRequest2 request) {
        return "owner".equals(request.getParameter("sort"));
    }

    /** All waivers, and how much was looked at to say what they cover. */
    public static final class WaiverList {
        private final List<WaiverRow> rows;
        private final WaiverUses uses;

        WaiverList(List<WaiverRow> rows, WaiverUses uses) {
            this.rows = List.copyOf(rows);
            this.uses = uses;
        }

        public List<WaiverRow> getRows() {
            return rows;
        }

        /** Jobs whose last verdicts were looked at. */
        public int getJobs() {
            return uses.jobs();
        }

        /** Jobs that were not looked at, so that a waiver can cover more than its row says. */
        public int getUnread() {
            return uses.unread();
        }
    }
}
