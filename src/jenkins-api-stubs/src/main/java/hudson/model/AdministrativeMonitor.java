package hudson.model;

import hudson.ExtensionPoint;
import io.jenkins.lib.containergate.stubs.Signature;
import org.kohsuke.stapler.StaplerProxy;

public abstract class AdministrativeMonitor extends AbstractModelObject implements ExtensionPoint, StaplerProxy {
    protected AdministrativeMonitor() {}

    @Override
    public String getDisplayName() {
        throw Signature.only();
    }

    public abstract boolean isActivated();

    public boolean isSecurity() {
        throw Signature.only();
    }

    @Override
    public Object getTarget() {
        throw Signature.only();
    }
}
