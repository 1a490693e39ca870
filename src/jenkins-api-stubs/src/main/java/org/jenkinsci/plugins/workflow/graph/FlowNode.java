package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Saveable;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class FlowNode extends Actionable implements Saveable {
    FlowNode() {}

    public final <T extends Action> T getPersistentAction(Class<T> type) {
        throw Signature.only();
    }
}
