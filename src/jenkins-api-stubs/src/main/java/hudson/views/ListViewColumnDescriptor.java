package hudson.views;

import hudson.model.Descriptor;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class ListViewColumnDescriptor extends Descriptor<ListViewColumn> {
    public boolean shownByDefault() {
        throw Signature.only();
    }
}
