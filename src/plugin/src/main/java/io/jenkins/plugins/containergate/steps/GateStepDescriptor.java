package io.jenkins.plugins.containergate.steps;

import hudson.Util;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import io.jenkins.plugins.containergate.config.TrivyServer;
import io.jenkins.plugins.containergate.credentials.CredentialsItems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Name, context, label and form of a step. The build step of the same name shows this form, too.
 *
 * <p>The display name must not be asked from another descriptor: Jenkins sorts by it before it knows any.
 */
public abstract class GateStepDescriptor extends StepDescriptor {
    private final String functionName;
    private final List<String> subjects;

    /**
     * @param functionName in Pipelines; the {@code @Symbol} of the build step is the same
     * @param subjects options that name what is judged: the first one that is set labels the step
     */
    protected GateStepDescriptor(String functionName, List<String> subjects) {
        this.functionName = functionName;
        this.subjects = List.copyOf(subjects);
    }

    @Override
    public final String getFunctionName() {
        return functionName;
    }

    /**
     * Never a workspace: a Pipeline refuses a step without one before the step runs, and where that is caught, a gate that did
     * not decide would leave no trace. A gate that needs one says so itself.
     */
    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class);
    }

    @Override
    public final @Nullable String argumentsToString(Map<String, Object> namedArgs) {
        return subjects.stream()
                .map(namedArgs::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse(null);
    }

    /**
     * Of an argument that a step does not have, scripted Pipelines only warn, and go on without it. A gate must not run as if
     * it had not been asked for something, so the step fails when it runs, as with any other conflict of options. The same
     * goes for an argument of another type: what is thrown here can be caught, and would leave the build as it was.
     */
    @Override
    @Deprecated // yet what Pipelines call for each step
    public Step newInstance(Map<String, Object> arguments) throws Exception {
        DescribableModel<?> model = DescribableModel.of(clazz);
        Map<String, Object> known = new HashMap<>(arguments);
        known.keySet()
                .removeIf(name ->
                        !name.equals(UninstantiatedDescribable.ANONYMOUS_KEY) && model.getParameter(name) == null);
        Step step;
        try {
            step = super.newInstance(known);
        } catch (IllegalArgumentException | ClassCastException e) {
            step = super.newInstance(Map.of());
            if (!(step instanceof GateStep gate)) {
                throw e;
            }
            gate.setUnusable(Messages.GateStep_unusable(functionName, GateLog.singleLine(types(known))));
        }
        if (step instanceof ContainerStep ours) {
            Set<String> unknown = new TreeSet<>(arguments.keySet());
            unknown.removeAll(known.keySet());
            ours.addUnknown(unknown);
        }
        return step;
    }

    /** Names and types alone: a value can hold a secret. */
    private static String types(Map<String, Object> arguments) {
        return new TreeMap<>(arguments)
                .entrySet().stream()
                        .filter(each -> each.getValue() != null)
                        .map(each -> each.getKey() + " ("
                                + each.getValue().getClass().getSimpleName() + ")")
                        .collect(Collectors.joining(", "));
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
        return names(
                item,
                awsAccount,
                ContainerGateConfiguration.get().getAwsAccounts().stream().map(AwsAccount::getName));
    }

    @POST
    public ListBoxModel doFillRegistryCredentialsIdItems(
            @AncestorInPath @Nullable Item item, @QueryParameter @Nullable String registryCredentialsId) {
        return CredentialsItems.registry(item, registryCredentialsId);
    }

    /** @param problem why what was entered cannot be used, if so */
    protected static FormValidation of(Optional<String> problem) {
        return problem.map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /** Who cannot configure the job learns no name of the organisation's configuration. */
    private static ListBoxModel names(@Nullable Item item, @Nullable String current, Stream<String> names) {
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
