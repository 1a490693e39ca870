package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.AccessControlled;
import io.jenkins.lib.containergate.stubs.Signature;
import java.util.Collection;

public abstract class View extends AbstractModelObject
        implements AccessControlled, Describable<View>, ExtensionPoint, Saveable {
    View() {}

    public abstract Collection<TopLevelItem> getItems();

    public String getUrl() {
        throw Signature.only();
    }
}
