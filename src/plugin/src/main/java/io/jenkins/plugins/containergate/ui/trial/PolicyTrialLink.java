package io.jenkins.plugins.containergate.ui.trial;

import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import jakarta.servlet.ServletException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.ForwardToView;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Manage Jenkins, Security, Try a container policy: what would change if the organisation's policy were another. */
@Extension
@Symbol("containerGateTrial")
public final class PolicyTrialLink extends ManagementLink {
    private static final String VIEW = "index";

    @Override
    public String getIconFileName() {
        return "symbol-shield-half-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.PolicyTrialLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.PolicyTrialLink_description();
    }

    @Override
    public String getUrlName() {
        return "container-gate-policy";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public Category getCategory() {
        return Category.SECURITY;
    }

    /** Starts from the policy in force, and the build or folder that the address names: {@code ?scope=teams}. */
    @GET
    public HttpResponse doIndex(@QueryParameter @Nullable String scope) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return new ForwardToView(
                PolicyTrialPage.of(
                        new PolicyTrialForm(ContainerGateConfiguration.get().getPolicy(), null, scope)),
                VIEW);
    }

    /** Judges the verdict under the policy of the form, or saves that policy if its other button was pressed. */
    @POST
    public HttpResponse doSubmit(StaplerRequest2 request) throws ServletException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        PolicyTrialForm form = request.bindJSON(PolicyTrialForm.class, request.getSubmittedForm());
        return request.getParameter("save") == null ? attempt(form) : save(form);
    }

    private static HttpResponse attempt(PolicyTrialForm form) {
        TrialOfOrganisation trial = new TrialOfOrganisation(Clock.systemUTC());
        try {
            return new ForwardToView(attempt(form, trial), VIEW);
        } catch (GateException e) {
            return new ForwardToView(PolicyTrialPage.of(form, JenkinsWords.of(e.getMessage())), VIEW);
        }
    }

    private static PolicyTrialPage attempt(PolicyTrialForm form, TrialOfOrganisation trial) throws GateException {
        String scope = form.getScope();
        if (scope == null) {
            return PolicyTrialPage.of(form, List.of(trial.judge(form)));
        }
        Optional<Run<?, ?>> build = TrialScope.build(scope);
        return build.isPresent()
                ? PolicyTrialPage.of(form, trial.judge(form, build.get()))
                : PolicyTrialPage.of(form, trial.judge(form, scope));
    }

    private static HttpResponse save(PolicyTrialForm form) {
        try {
            ContainerGateConfiguration.get().setPolicy(form.getPolicy());
        } catch (IllegalArgumentException e) {
            return new ForwardToView(PolicyTrialPage.of(form, String.valueOf(e.getMessage())), VIEW);
        }
        return new HttpRedirect("../configureSecurity/");
    }
}
