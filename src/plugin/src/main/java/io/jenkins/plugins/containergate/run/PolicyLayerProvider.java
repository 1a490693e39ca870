package io.jenkins.plugins.containergate.run;

import hudson.ExtensionPoint;
import hudson.model.Job;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import java.util.List;

/** Where policy layers between the organisation and the workspace come from, such as the folders of a job. */
public abstract class PolicyLayerProvider implements ExtensionPoint {
    /**
     * @return outermost first
     * @throws GateException when a layer is there and cannot be read: it must not be left out
     */
    public abstract List<PolicyDocument> layers(Job<?, ?> job) throws GateException;
}
