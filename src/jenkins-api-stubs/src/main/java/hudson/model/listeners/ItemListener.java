package hudson.model.listeners;

import hudson.ExtensionPoint;
import hudson.model.Item;
import io.jenkins.lib.containergate.stubs.Signature;

public class ItemListener implements ExtensionPoint {
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        throw Signature.only();
    }
}
