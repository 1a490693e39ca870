package org.jenkinsci.plugins.workflow.actions;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

public abstract class ArgumentsAction implements PersistentAction {
    public static Map<String, Object> getArguments(FlowNode n) {
        throw Signature.only();
    }
}
