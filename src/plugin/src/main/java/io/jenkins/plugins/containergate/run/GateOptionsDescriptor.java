package io.jenkins.plugins.containergate.run;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.credentials.RegistryCredentialsItems;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Validation, drop-downs and help of the options every gate has. The step and the build step show this form. */
public abstract class GateOptionsDescriptor extends Descriptor<GateOptions> {
    private final String functionName;

    /** @param functionName of the Pipeline step, which has the help texts: the reference of steps looks for them there */
    protected GateOptionsDescriptor(String functionName) {
        this.functionName = functionName;
    }

    @Override
    public @Nullable String getHelpFile(String fieldName) {
        return helpOfStep(functionName, fieldName);
    }

    static @Nullable String helpOfStep(String functionName, String fieldName) {
        StepDescriptor step = StepDescriptor.byFunctionName(functionName);
        return step == null ? null : step.getHelpFile(fieldName);
    }

    @POST
    public FormValidation doCheckPlatform(@QueryParameter String value) {
        String platform = Util.fixEmptyAndTrim(value);
        if (platform == null) {
            return FormValidation.ok();
        }
        try {
            Platform.parse(platform);
            return FormValidation.ok();
        } catch (GateException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public ListBoxModel doFillTrivyServerItems(
            @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String trivyServer) {
        return names(
                item,
                trivyServer,
                ContainerGateConfiguration.get().getTrivyServers().stream().map(TrivyServer::getName));
    }

    @POST
    public ListBoxModel doFillAwsAccountItems(
            @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String awsAccount) {
        return AwsAccountItems.of(item, awsAccount);
    }

    @POST
    public ListBoxModel doFillRegistryCredentialsIdItems(
            @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String registryCredentialsId) {
        return RegistryCredentialsItems.of(item, registryCredentialsId);
    }

    /** Who cannot configure the job learns no name of the organisation's configuration. */
    static ListBoxModel names(@Nullable Item item, @Nullable String current, Stream<String> names) {
        ListBoxModel model = new ListBoxModel();
        model.add("", "");
        boolean allowed =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.EXTENDED_READ);
        if (allowed) {
            names.forEach(name -> model.add(name, name));
        }
        if (current != null && !current.isEmpty() && model.stream().noneMatch(o -> current.equals(o.value))) {
            model.add(current, current);
        }
        return model;
    }
}
