package io.jenkins.plugins.containergate.builders;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Queue;
import hudson.model.Run;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.run.GateRun;
import io.jenkins.plugins.containergate.steps.GateStep;
import io.jenkins.plugins.containergate.steps.GateStepDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.flow.GraphListener;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * Fails a build in which Jenkins refused a gate before any code of ours ran, such as {@code step([$class: 'ScanImageBuilder',
 * typo: 1])}: what refuses it can be caught, and would leave the build as it was. Looks at each step when the Pipeline goes on
 * to the next one, before that one runs and before the build can end.
 */
@Extension
public final class RefusedGates implements GraphListener.Synchronous {
    private static final String CLASS = "$class";

    @Override
    public void onNewHead(FlowNode node) {
        for (FlowNode ended : node.getParents()) {
            if (ended.getError() != null) {
                gate(ended).ifPresent(gate -> failed(ended, gate));
            }
        }
    }

    private static void failed(FlowNode ended, String gate) {
        try {
            FlowExecutionOwner owner = ended.getExecution().getOwner();
            Queue.Executable build = owner.getExecutable();
            if (build instanceof Run<?, ?> run && GateRun.failIfRefused(run, ended)) {
                new GateLog(owner.getListener()).line(Messages.RefusedGates_refused(gate));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Name of the gate that a step is, or that it was to call as a build step. */
    private static Optional<String> gate(FlowNode node) {
        if (!(node instanceof StepNode step)) {
            return Optional.empty();
        }
        StepDescriptor descriptor = step.getDescriptor();
        if (descriptor instanceof GateStepDescriptor ours) {
            return Optional.of(ours)
                    .filter(each -> GateStep.class.isAssignableFrom(each.clazz))
                    .map(GateStepDescriptor::getFunctionName);
        }
        return ArgumentsAction.getArguments(node).values().stream()
                .flatMap(argument ->
                        argument instanceof Map<?, ?> map ? Stream.ofNullable(map.get(CLASS)) : Stream.empty())
                .flatMap(name -> builders().filter(each -> names(each, name)))
                .map(each -> each.clazz.getSimpleName())
                .findFirst();
    }

    private static Stream<GateBuilderDescriptor> builders() {
        return ExtensionList.lookup(GateBuilderDescriptor.class).stream();
    }

    /** A Pipeline writes the name of a class with or without its package. */
    private static boolean names(GateBuilderDescriptor descriptor, Object name) {
        return name.equals(descriptor.clazz.getName()) || name.equals(descriptor.clazz.getSimpleName());
    }
}
