package io.jenkins.plugins.containergate.config.waivers;

import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.time.Clock;
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
        return ContainerGateConfiguration.get().policyProblems().stream()
                .map(GateException::getMessage)
                .toList();
    }

    /** By their ends, or by their owners where the request asks for that. */
    public List<WaiverRow> waivers(StaplerRequest2 request) {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        return ContainerGateConfiguration.get().readablePolicies().stream()
                .flatMap(policy -> policy.waivers().stream())
                .map(waiver -> new WaiverRow(waiver, clock))
                .sorted(isByOwner(request) ? BY_OWNER : BY_END)
                .toList();
    }

    public boolean isByOwner(StaplerRequest2 request) {
        return "owner".equals(request.getParameter("sort"));
    }
}
