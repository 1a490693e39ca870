package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Saveable;
import io.jenkins.lib.containergate.stubs.Signature;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

public abstract class FlowNode extends Actionable implements Saveable {
    FlowNode() {}

    public List<? extends BlockStartNode> getEnclosingBlocks() {
        throw Signature.only();
    }

    public List<FlowNode> getParents() {
        throw Signature.only();
    }

    public final ErrorAction getError() {
        throw Signature.only();
    }

    public FlowExecution getExecution() {
        throw Signature.only();
    }

    public String getId() {
        throw Signature.only();
    }

    public final <T extends Action> T getPersistentAction(Class<T> type) {
        throw Signature.only();
    }
}
