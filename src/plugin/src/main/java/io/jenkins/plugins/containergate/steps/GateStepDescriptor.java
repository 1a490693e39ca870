package io.jenkins.plugins.containergate.steps;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.containergate.run.GateOptions;
import io.jenkins.plugins.containergate.run.GateOptionsDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Name, context and label of the step of a gate. Its form is that of the options.
 *
 * <p>The display name must not be asked from another descriptor: Jenkins sorts by it before it knows any.
 */
public abstract class GateStepDescriptor extends StepDescriptor {
    private final String functionName;
    private final Class<? extends GateOptions> options;
    private final List<String> subjects;

    /**
     * @param functionName in Pipelines; the {@code @Symbol} of the build step is the same
     * @param subjects options that name what is judged: the first one that is set labels the step
     */
    protected GateStepDescriptor(String functionName, Class<? extends GateOptions> options, List<String> subjects) {
        this.functionName = functionName;
        this.options = options;
        this.subjects = List.copyOf(subjects);
    }

    @Override
    public final String getFunctionName() {
        return functionName;
    }

    /** A gate that reads little and none of it from the workspace leaves the workspace out. */
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FlowNode.class, FilePath.class);
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

    /** For the form, which is that of the options. */
    public final GateOptionsDescriptor getOptionsDescriptor() {
        return (GateOptionsDescriptor) Jenkins.get().getDescriptorOrDie(options);
    }
}
