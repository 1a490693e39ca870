package hudson.views;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class ListViewColumn implements ExtensionPoint, Describable<ListViewColumn> {
    public String getColumnCaption() {
        throw Signature.only();
    }

    @Override
    public Descriptor<ListViewColumn> getDescriptor() {
        throw Signature.only();
    }
}
